import { refusedName } from "../../core/references/mapping-names.ts";

/** Where a value might be kept: the last part of the secret's path, and the key in it. */
export interface SuggestedPlace {
  readonly group: string;
  readonly key: string;
}

/** Words that name the kind of a value, not what it belongs to; longest first. */
const KINDS: readonly (readonly string[])[] = [
  ["secret", "access", "key"],
  ["access", "key", "id"],
  ["personal", "access", "token"],
  ["access", "token"],
  ["auth", "token"],
  ["api", "key"],
  ["api", "token"],
  ["api", "secret"],
  ["secret", "key"],
  ["private", "key"],
  ["access", "key"],
  ["client", "secret"],
  ["signing", "secret"],
  ["webhook", "url"],
  ["connection", "string"],
  ["pass", "phrase"],
  ["password"],
  ["passphrase"],
  ["passwd"],
  ["pwd"],
  ["pass"],
  ["token"],
  ["secret"],
  ["key"],
  ["url"],
  ["dsn"],
  ["credentials"],
];

function endsWith(words: readonly string[], ending: readonly string[]): boolean {
  return ending.length <= words.length && ending.every((word, i) => words[words.length - ending.length + i] === word);
}

/**
 * Splits a variable's name into what the value belongs to and what it is: `STRIPE_API_KEY` gives `stripe` and
 * `api_key`, `DB_PASSWORD` gives `db` and `password`. A name that is only a kind gives `fallback` for the group.
 */
export function suggestPlace(variable: string, fallback: string): SuggestedPlace {
  const words = variable
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
  const kind = KINDS.find((candidate) => endsWith(words, candidate)) ?? [];
  const group = words.slice(0, words.length - kind.length).join("-");
  const key = kind.join("_");
  return { group: group === "" ? fallback : group, key: key === "" ? "value" : key };
}

/** A name that a mapping takes: `name`, or one made of it where `name` steers programs, as `GIT_TOKEN` would. */
export function offeredVariable(name: string): string {
  const own = refusedName(name) ? `APP_${name}` : name;
  return refusedName(own) ? `${own}_VALUE` : own;
}

/** A folder's name as one part of a path: what needs encoding in a reference becomes a hyphen. `app` where nothing is left. */
export function pathPart(name: string): string {
  const part = name
    .trim()
    .replaceAll(/[^\p{L}\p{N}._-]+/gu, "-")
    .replaceAll(/^[-.]+|[-.]+$/g, "");
  return part === "" ? "app" : part;
}

/** The first of `key`, `key_2`, `key_3`… that is not taken. */
export function freeKey(key: string, taken: ReadonlySet<string>): string {
  if (!taken.has(key)) return key;
  let number = 2;
  while (taken.has(`${key}_${number}`)) number++;
  return `${key}_${number}`;
}
