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

/** Words that hold one of the keywords and have nothing to do with secrets. */
const OTHER_WORDS =
  /key(?:words?|boards?|strokes?|frames?|downs?|ups?|press(?:ed)?|codes?|syms?|notes?|holes?|pads?|maps?|bindings?|ed\b|ing\b)|(?:mon|tur|don|hoc|joc|whis|hot)key|authors?(?!i)|authorit|pass(?:ed|es|ing|ive|ages?|engers?|ports?|through|thru|cards?|band|off)|(?:by|com|tres|sur|under|over|high|low|single|multi|two)pass|(?:in|sa|ac)cred|credits?|tokeni[sz]|secretar/gi;
const STEMS =
  /pass|pwd|psw|secret|token|key|cred|auth|(?:^|[^A-Za-z])pw|pw(?:d|\d|[^A-Za-z]|$)|Pw(?![a-z])|PW(?![A-Z])/i;

/** Keys and tokens that order, find or tie things together, and open nothing; checks of who somebody is. */
const NO_SECRETS =
  /public[_.-]?(?:api|access)?[_.-]?(?:keys?|tokens?)|(?:nonce|signature)$|(?:recv|pub|gpg|pgp|signing_?release|release_?manager)[_.-]?keys?\d{0,4}|(?:pre|post)authorize$|authenticat(?:ed|ors?|ordata|ion_?(?:provider|manager|filter|type))$|(?:foreign|primary|sort|sorting|partition|cache|row|object|index|map|idempotency|translation|locale|group|lookup|unique|composite|routing|range|storage|registry|public|host|ssh_?host|dedup(?:lication)?)[_.-]?keys?|(?:csrf|xsrf|authenticity|anti_?forgery|verification|page|next|continuation|sync|cancel(?:lation)?|stop|start|end)[_.-]?tokens?|keyvault|key_vault/i;

/** Beside a file's name stands its hash, not a secret: `"token-file.ts": "5e57…"`. */
const FILE_NAME =
  /\.(?:[cm]?[jt]sx?|jsonc?|map|md|py|go|java|kt|rb|rs|php|cs|cpp|css|scss|html?|vue|svelte|ya?ml|txt|svg|png|lock|sh|tar|gz|zip|whl|jar)$/i;

/** The names that are met most often need no pattern. */
const PLAIN_NAMES: ReadonlySet<string> = new Set(["key", "token", "password", "secret", "auth", "pass", "credentials"]);

/** False for names such as `keywords`, `author`, `bypass` and `upward`, which only look as if they named a secret. */
export function mayNameSecret(name: string): boolean {
  if (PLAIN_NAMES.has(name)) return true;
  if (NO_SECRETS.test(name) || FILE_NAME.test(name)) return false;
  // Most names hold no other word: a test costs half of what a replacement does.
  return STEMS.test(name.search(OTHER_WORDS) < 0 ? name : name.replaceAll(OTHER_WORDS, ""));
}

/** The rule for a secret that is told by such a name. */
export function ruleForName(words: readonly string[]): GenericRule {
  return NOUNS.find(([stem]) => words.some((word) => stem.test(word)))?.[1] ?? secret;
}
