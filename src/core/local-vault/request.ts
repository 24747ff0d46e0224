import type { Method, VaultRequest } from "../transport/transport.ts";
import type { Call, Operation } from "./call.ts";
import { parseDuration } from "./durations.ts";
import { isJsonObject } from "./note.ts";
import { type Outcome, Refusal } from "./outcome.ts";

export type Asked = Pick<Call, "operation" | "path" | "query" | "body" | "presented" | "wrapTtl">;

const OPERATIONS: Readonly<Record<Method, Operation>> = {
  GET: "read",
  LIST: "list",
  POST: "update",
  PUT: "update",
  PATCH: "patch",
  DELETE: "delete",
};

/** Decodes a request. What servers refuse before they look at the token is refused here, at no cost. */
export function parseRequest(request: VaultRequest): Asked | Outcome {
  const path = decodePath(request.path);
  if (path === undefined) return { status: 400, form: "empty" };
  try {
    return parts(request, path);
  } catch (error) {
    if (error instanceof Refusal) return error.outcome;
    throw error;
  }
}

function parts(request: VaultRequest, path: string): Asked {
  if (path.split("/").some((part) => part === "." || part === "..")) {
    throw new Refusal(400, ["relative paths not supported"]);
  }
  const operation = operationOf(request);
  const writing = operation === "update" || operation === "patch";
  const body = writing ? bodyOf(request.body) : {};
  if (writing && path.endsWith("/")) throw new Refusal(400, ["cannot write to a path ending in '/'"]);
  const presented = request.token?.reveal().trim();
  return {
    operation,
    path,
    query: request.query ?? {},
    body,
    presented: presented === "" ? undefined : presented,
    wrapTtl: wrapTtlOf(request.wrapTtl),
  };
}

/** The path as the engine reads it; undefined where it is not one. */
export function decodePath(encoded: string): string | undefined {
  try {
    const path = decodeURIComponent(encoded).replace(/^\/+/, "");
    return hasControl(path) ? undefined : path;
  } catch {
    return undefined;
  }
}

function hasControl(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x20 || unit === 0x7f) return true;
  }
  return false;
}

function operationOf({ method, query }: VaultRequest): Operation {
  return method === "GET" && isTrue(query?.["list"]) ? "list" : OPERATIONS[method];
}

function isTrue(value: string | undefined): boolean {
  return value !== undefined && /^(?:1|t|T|true|TRUE|True)$/.test(value);
}

function bodyOf(body: unknown): Asked["body"] {
  if (body === undefined || body === null) return {};
  if (isJsonObject(body)) return body;
  const type = Array.isArray(body) ? "array" : body === true || body === false ? "bool" : typeof body;
  const why = `json: cannot unmarshal ${type} into Go value of type map[string]interface {}`;
  throw new Refusal(400, [`failed to decode JSON input: ${why}`]);
}

function wrapTtlOf(given: string | undefined): number {
  const parsed = parseDuration(given);
  if (typeof parsed !== "number") throw badWrapTtl(parsed.bad);
  if (parsed < 0) throw badWrapTtl("requested wrap ttl cannot be negative");
  return Math.trunc(parsed);
}

function badWrapTtl(why: string): Refusal {
  return new Refusal(400, [`error parsing X-Vault-Wrap-TTL header: ${why}`]);
}
