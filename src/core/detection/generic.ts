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

/** The last word of a name says what it names: `tokenSecret` is a secret, `secretName` is a name. */
const NOUNS: ReadonlyMap<string, GenericRule> = new Map([
  ...["password", "passwd", "pass", "pwd", "passphrase", "passcode", "passwort", "pw", "psw"].map(
    (word) => [word, password] as const,
  ),
  ...["token", "jwt", "bearer"].map((word) => [word, token] as const),
  ...["apikey", "accesskey", "privatekey", "secretkey", "key", "authkey", "masterkey"].map(
    (word) => [word, key] as const,
  ),
  ...["secret", "secrets", "credential", "credentials", "cred", "creds", "auth"].map((word) => [word, secret] as const),
]);
const SECRET_KEYS = new Set([
  "api",
  "access",
  "private",
  "secret",
  "auth",
  "master",
  "encryption",
  "signing",
  "account",
  "service",
  "app",
]);

/** Keywords at which an assignment is looked for. */
export const genericKeywords: readonly string[] = ["pass", "pwd", "secret", "token", "key", "cred", "auth", "psw"];

/** Last words that only say in what form the secret is written. */
const FORM = /^(?:value|val|str|string|text|base|hex|b64)$/;

/** What the name of an assignment says it holds; undefined where it does not name a secret. */
export function ruleForName(words: readonly string[]): GenericRule | undefined {
  const last = words.at(-1)?.replace(/\d+$/, "");
  if (last === undefined) return undefined;
  if (FORM.test(last)) return ruleForName(words.slice(0, -1));
  const before = words.at(-2) ?? "";
  if ((last === "key" && !SECRET_KEYS.has(before)) || (last === "auth" && before === "")) return undefined;
  return NOUNS.get(last);
}
