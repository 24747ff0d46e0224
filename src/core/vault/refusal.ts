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
