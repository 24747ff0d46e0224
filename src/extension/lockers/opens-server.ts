import type { Finding } from "../../core/detection/finding.ts";

/** Rules that find what opens a server: a Vault token, which a locker's is too, or an access token of a sign-in. */
const TOKEN_RULES: ReadonlySet<string> = new Set(["vault-token", "vault-legacy-token", "jwt"]);

/** True for what a locker can stand in for: a token that opens a server. */
export function opensServer({ rule }: Pick<Finding, "rule">): boolean {
  return TOKEN_RULES.has(rule);
}
