import { parseExactJson } from "../../core/exact-json.ts";
import type { IncomingMessage } from "node:http";
import type { Method, VaultReply } from "../../core/transport/transport.ts";

/** As OpenBao's `max_request_size`. */
const MOST = 32 * 1024 * 1024;

export type Body =
  | { readonly kind: "read"; readonly value: unknown }
  | { readonly kind: "refused"; readonly reply: VaultReply };

/** An error answer in the servers' form. */
export function refusal(status: number, error: string): VaultReply {
  const headers = { "content-type": "application/json", "cache-control": "no-store" };
  return { status, body: { errors: [error] }, headers };
}

export function isMethod(method: string): method is Method {
  return ["GET", "POST", "PUT", "PATCH", "DELETE"].includes(method);
}

/**
 * The JSON of a request's body whatever its content type says (the Go client names none), or a form; undefined where
 * it is empty or the verb has none. Over 32 MiB is a 413.
 */
export async function readBody(request: IncomingMessage, method: Method): Promise<Body> {
  if (method === "GET" || method === "DELETE") return EMPTY;
  const type = (request.headers["content-type"] ?? "").replace(/;.*$/s, "").trim().toLowerCase();
  if (method === "PATCH" && type !== "application/merge-patch+json") return wrongPatch(type);
  const bytes = await collect(request);
  if (bytes === undefined) return refused(413, "http: request body too large");
  const text = bytes.toString("utf8").trim();
  bytes.fill(0);
  if (text === "") return EMPTY;
  const form = type === "application/x-www-form-urlencoded" && !text.startsWith("{");
  return form ? { kind: "read", value: formOf(text) } : parsed(text);
}

const EMPTY: Body = { kind: "read", value: undefined };

function wrongPatch(type: string): Body {
  if (type === "") return refused(400, "mime: no media type");
  return refused(415, `PATCH requires Content-Type of application/merge-patch+json, provided ${type}`);
}

function refused(status: number, error: string): Body {
  return { kind: "refused", reply: refusal(status, error) };
}

function parsed(text: string): Body {
  try {
    const value = parseExactJson(text);
    return { kind: "read", value };
  } catch {
    // The parser's own words quote the input, which may be a secret.
    return refused(400, "failed to decode JSON input: invalid JSON");
  }
}

/** One value for a name is a text, several are a list, as Go's servers read forms. */
function formOf(text: string): Readonly<Record<string, string | readonly string[]>> {
  const form = new URLSearchParams(text);
  const names = [...new Set(form.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const values = form.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? "") : values] as const;
    }),
  );
}

async function collect(request: IncomingMessage): Promise<Buffer | undefined> {
  if (Number(request.headers["content-length"] ?? 0) > MOST) return undefined;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    length += chunk.length;
    if (length > MOST) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
