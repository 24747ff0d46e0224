import { parseExactJson } from "../exact-json.ts";
import { ExpectedError } from "../errors.ts";
import { isObject } from "../json-shape.ts";
import type { HttpAnswer, HttpRequest } from "./exchange.ts";
import type { VaultReply, VaultRequest } from "./transport.ts";

/** A text as a header takes it. Throws `bad-input` for line breaks and the like, without the text. */
function headerText(what: string, text: string): string {
  if (!/^[\u0021-\u007e]+$/u.test(text))
    throw new ExpectedError({ code: "bad-input", what, reason: "it holds spaces, line breaks or special characters" });
  return text;
}

function headersOf(request: VaultRequest): Readonly<Record<string, string>> {
  const { token, namespace, wrapTtl, body, method } = request;
  const type = method === "PATCH" ? "application/merge-patch+json" : "application/json";
  return {
    Accept: "application/json",
    "X-Vault-Request": "true",
    ...(token === undefined ? {} : { "X-Vault-Token": headerText("token", token.reveal()) }),
    ...(namespace === undefined || namespace === "" ? {} : { "X-Vault-Namespace": headerText("namespace", namespace) }),
    ...(wrapTtl === undefined ? {} : { "X-Vault-Wrap-TTL": wrapTtl }),
    ...(body === undefined ? {} : { "Content-Type": type }),
  };
}

/** A request of Vault's API as HTTP, without an address. LIST goes as GET with `list=true`, which proxies let through. */
export function httpRequestOf(request: VaultRequest): Omit<HttpRequest, "address"> {
  const { method, path, body } = request;
  const list = method === "LIST";
  const query = new URLSearchParams({ ...request.query, ...(list ? { list: "true" } : {}) }).toString();
  return {
    method: list ? "GET" : method,
    target: `/v1/${path}${query === "" ? "" : `?${query}`}`,
    headers: headersOf(request),
    body: body === undefined ? undefined : JSON.stringify(body),
  };
}

/** An answer as Vault's API gives it: empty, or one JSON object. Undefined for anything else, a web page for example. */
export function vaultReplyOf(answer: HttpAnswer): VaultReply | undefined {
  const { status, headers } = answer;
  if (answer.text.trim() === "") return { status, headers, body: undefined };
  try {
    const body = parseExactJson(answer.text);
    return isObject(body) ? { status, headers, body } : undefined;
  } catch {
    return undefined;
  }
}
