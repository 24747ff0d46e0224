import type { RuleName } from "./rule.ts";

/** A kind of secret that is told by what it is given to. */
export interface GenericRule extends RuleName {
  readonly kind: "assignment";
}

const generic = (id: string, title: string): GenericRule => ({ id, title, kind: "assignment" });

const password = generic("generic-password", "password");
const token = generic("generic-token", "token");
const key = generic("generic-key", "key");
const secret = generic("generic-secret", "secret");

export const genericRules: readonly GenericRule[] = [password, token, key, secret];

/** The first of these that a name speaks of says what kind of secret it holds. */
const NOUNS: readonly (readonly [stem: RegExp, rule: GenericRule])[] = [
  [/^(?:pass|pwd|psw|pw$|passw)|pass(?:word|wd|phrase)?$|pwd$/, password],
  [/token|^jwt$|^bearer$/, token],
  [/^(?:api)?keys?$|key$/, key],
];

/** Keywords at which an assignment is looked for. */
export const genericKeywords: readonly string[] = [
  "pass",
  "pwd",
  "psw",
  "pw",
  "secret",
  "token",
  "key",
  "cred",
  "auth",
];

/** The rule for a secret that is told by such a name. */
export function ruleForName(words: readonly string[]): GenericRule {
  return NOUNS.find(([stem]) => words.some((word) => stem.test(word)))?.[1] ?? secret;
}
