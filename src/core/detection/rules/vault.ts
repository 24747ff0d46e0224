import { prefixed } from "../format.ts";
import { wordQuarters } from "../model/vocabulary.ts";
import type { Rule } from "../rule.ts";

/** Tokens of Vault and OpenBao, https://developer.hashicorp.com/vault/docs/concepts/tokens#token-prefixes */
export const vault: readonly Rule[] = [
  prefixed({
    id: "vault-token",
    title: "Vault token",
    prefixes: ["hvs.", "hvb.", "hvr."],
    rest: "[A-Za-z0-9_-]{24,300}",
  }),
  prefixed({
    id: "vault-legacy-token",
    title: "Vault token",
    prefixes: ["s.", "b.", "r."],
    rest: "(?=[A-Za-z]{0,23}[0-9])[A-Za-z0-9]{24}(?:\\.[A-Za-z0-9]{5})?",
    variable: "VAULT_TOKEN",
    check: (token) => isRandom(token.slice(2)),
  }),
];

/** `s.` also begins a member of an object called `s`: a random token has both cases, digits and no words. */
function isRandom(token: string): boolean {
  const isMixed = /[a-z]/.test(token) && /[A-Z]/.test(token) && (token.match(/[0-9]/g)?.length ?? 0) > 1;
  return isMixed && wordQuarters(token) < 3;
}
