import type { VaultReply } from "../transport/transport.ts";
import { errorsOf } from "./reasons.ts";

/**
 * What the words of a 403 hint at. A live token without the right: `1 error occurred:\n\t* permission denied`, or the
 * preflight's sentence. A dead one: plain `permission denied` (OpenBao, older Vault) or `invalid token` beside it
 * (newer Vault). Seen in OpenBao 2.7.2; only a hint, since other releases word it otherwise.
 */
export function hintOf(body: unknown): "dead" | "forbidden" | "unclear" {
  const errors = errorsOf(body);
  const text = errors.join("\n");
  if (/invalid token|bad token/u.test(text)) return "dead";
  if (/1 error occurred:\s*\* permission denied|preflight capability check/u.test(text)) return "forbidden";
  return errors.length === 1 && errors[0] === "permission denied" ? "dead" : "unclear";
}

/**
 * True where the server cannot or may not patch, or has nothing to patch: no right `patch`, no such operation, no
 * current version (404, or 500 where its data is null).
 */
export function cannotPatch(reply: VaultReply): boolean {
  if (reply.status === 403) return hintOf(reply.body) === "forbidden";
  return [404, 405, 415, 500].includes(reply.status);
}
