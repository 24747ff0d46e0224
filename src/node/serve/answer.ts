import type { IncomingMessage } from "node:http";
import { problemCode } from "../../core/errors.ts";
import type { LocalVault } from "../../core/local-vault/local-vault.ts";
import { Secret } from "../../core/secrets/secret.ts";
import type { Method, VaultReply, VaultRequest } from "../../core/transport/transport.ts";
import { isMethod, readBody, refusal } from "./body.ts";

export interface AnswerParts {
  readonly vault: LocalVault;
  /** The one value of the `Host` header that is ours. */
  readonly host: string;
}

/** Answers one HTTP request with the local vault. Never throws. */
export async function answer(request: IncomingMessage, { vault, host }: AnswerParts): Promise<VaultReply> {
  try {
    const parsed = refusalOf(request, host) ?? (await parse(request));
    return "status" in parsed ? parsed : await vault.request(parsed);
  } catch (error) {
    return failure(error, request.url ?? "");
  }
}

/** Pages in a browser get nothing: they send `Origin`, or reach us under a name of their own (DNS rebinding). */
function refusalOf({ headers }: IncomingMessage, host: string): VaultReply | undefined {
  if (headers.origin !== undefined) return refusal(403, "requests from web pages are refused");
  if (headers.host !== host) return refusal(403, `the Host header must be ${host}`);
  const namespace = header(headers["x-vault-namespace"]) ?? "";
  if (!["", "root", "/", "root/"].includes(namespace)) return refusal(404, "namespace not found");
  return undefined;
}

async function parse(request: IncomingMessage): Promise<VaultRequest | VaultReply> {
  const { pathname, search } = split(request.url ?? "");
  if (!pathname.startsWith("/v1/")) return { status: 404, body: { errors: [] }, headers: JSON_HEADERS };
  const clean = cleaned(pathname);
  if (clean !== pathname) return { status: 307, body: undefined, headers: { location: clean + search } };
  const method = request.method ?? "";
  if (!isMethod(method)) return { status: 405, body: { errors: [] }, headers: JSON_HEADERS };
  const body = await readBody(request, method);
  if (body.kind === "refused") return body.reply;
  const wrapTtl = header(request.headers["x-vault-wrap-ttl"]);
  return {
    method,
    path: pathname.slice("/v1/".length),
    query: queryOf(search, method),
    token: tokenOf(request),
    ...(wrapTtl === undefined ? {} : { wrapTtl }),
    body: body.value,
    audit: { who: "serve" },
  };
}

const JSON_HEADERS = { "content-type": "application/json", "cache-control": "no-store" };

function split(url: string): { readonly pathname: string; readonly search: string } {
  const cut = url.indexOf("?");
  return cut === -1 ? { pathname: url, search: "" } : { pathname: url.slice(0, cut), search: url.slice(cut) };
}

/** As Go's ServeMux cleans a path: no empty, `.` or `..` parts, the slash at the end kept. */
function cleaned(pathname: string): string {
  if (!/\/(?:\.{0,2})(?:\/|$)/.test(pathname.replace(/\/$/, ""))) return pathname;
  const parts: string[] = [];
  for (const part of pathname.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  const clean = `/${parts.join("/")}${pathname.endsWith("/") ? "/" : ""}`;
  return clean === "/v1" ? "/v1/" : clean;
}

function queryOf(search: string, method: Method): Readonly<Record<string, string>> {
  const query = new URLSearchParams(search);
  const entries = Object.fromEntries(query.entries());
  // Several values may be there: one that asks for a list is enough.
  const list = method === "GET" && query.getAll("list").some((value) => /^(?:1|t|true)$/i.test(value));
  return list ? { ...entries, list: "true" } : entries;
}

function header(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === "string" ? value : value?.[0];
}

function tokenOf({ headers }: IncomingMessage): Secret | undefined {
  const given = header(headers["x-vault-token"]) ?? /^Bearer (.+)$/.exec(headers.authorization ?? "")?.[1];
  return given === undefined || given.trim() === "" ? undefined : Secret.of(given.trim());
}

/** Locked is what Vault calls sealed: clients know the answers for that. */
function failure(error: unknown, url: string): VaultReply {
  const code = problemCode(error);
  if (code === "locked" || code === "vault-absent") return sealed(split(url).pathname);
  if (code === "vault-full") return refusal(500, "no space left for the local vault");
  if (code === "vault-read-only") return refusal(500, "the local vault cannot be written");
  if (code === "vault-damaged") return refusal(500, "the local vault's file is damaged");
  if (code === "slow") return refusal(503, "another program holds the local vault");
  return refusal(500, "internal error");
}

function sealed(pathname: string): VaultReply {
  const state = { initialized: true, sealed: true };
  if (pathname === "/v1/sys/health") return { status: 503, body: { ...state, standby: true }, headers: JSON_HEADERS };
  if (pathname === "/v1/sys/seal-status") {
    return { status: 200, body: { type: "shamir", ...state, t: 1, n: 1, progress: 0 }, headers: JSON_HEADERS };
  }
  return refusal(503, "Vault is sealed");
}
