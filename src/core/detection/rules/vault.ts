import { prefixed } from "../format.ts";
import type { Rule } from "../rule.ts";

/** Tokens of Vault and OpenBao, https://developer.hashicorp.com/vault/docs/concepts/tokens#token-prefixes */
export const vault: readonly Rule[] = [
  prefixed({
    id: "vault-token",
    title: "Vault token",
    prefixes: ["hvs.", "hvb.", "hvr."],
    rest: "[A-Za-z0-9_-]{80,300}|[A-Za-z0-9]{24}(?!-)",
  }),
  prefixed({
    id: "vault-legacy-token",
    title: "Vault token",
    prefixes: ["s.", "b.", "r."],
    rest: "(?=[A-Za-z]{0,23}[0-9])[A-Za-z0-9]{24}(?:\\.[A-Za-z0-9]{5})?",
    variable: "VAULT_TOKEN",
    // `s.` also begins a member of an object called `s`: a random token has both cases.
    check: (token) =>
      /[a-z]/.test(token.slice(2)) && /[A-Z]/.test(token.slice(2)) && (token.match(/[0-9]/g)?.length ?? 0) > 1,
  }),
];
