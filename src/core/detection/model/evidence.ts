import { wordsOf } from "../assignments/name.ts";
import { changes, entropy } from "../randomness.ts";
import type { Assignment } from "../assignments/assignment.ts";
import { groupOf } from "./name-kinds.ts";
import { wordQuarters } from "./vocabulary.ts";

/** A name whose head says secret, and a value of this length that nobody would speak. */
const LEAST_TOKEN = 16;
const TOKEN = /^[A-Za-z0-9][\w+/=.~:@!$%^&*#-]{14,}$/;
const CODE =
  /^(?:[A-Za-z_$][\w$]*(?:\.|->|::))+[A-Za-z_$][\w$]*$|^[\w.-]+\/[\w./-]+$|^[a-z]+(?:[A-Z][a-z]+)+\d?$|^(?:[A-Z][a-z]{1,14}){4,}(?:V?\d{1,3})?$/;
const MARKS = /[^A-Za-z0-9\s]/g;

/**
 * True for what needs no model: a long random text, or one full of marks, in a place that names a secret. The model has seen
 * some forty projects; this holds for all others too.
 */
export function isPlainlySecret({ name, operator }: Assignment, value: string): boolean {
  if (!namesSecret(name) || /\s/.test(value)) return false;
  if (operator === "pair" && value.length >= 8) return true;
  return !CODE.test(value) && (isLongToken(value) || isStrongPassword(value) || isHumanPassword(name, value));
}

/** What people think up: a word with digits or marks in it, given to a password. */
function isHumanPassword(name: string, value: string): boolean {
  if (value.length < 6 || value.length > 40 || !/[0-9!@#$%^&*?]/.test(value) || !/[A-Za-z]/.test(value)) return false;
  return /^[\w!@#$%^&*?+.~`-]+$/.test(value) && /pass?(?:wo?r?d|wd|phrase)?$|pwd$|pw$|psw(?:d|rd)?$/i.test(name);
}

/** True where a name's last word names something that is no secret: `clientId`, `passwordHash`, `tokenUrl`. */
export function speaksOfSomethingElse(name: string): boolean {
  return OTHER_GROUPS.has(groupOf((wordsOf(name).at(-1) ?? "").replace(/\d+$/, "")));
}

const OTHER_GROUPS = new Set(["identifier", "place", "name", "time", "kind", "interface", "public"]);

/** AWS's secret keys have exactly 40 characters: a longer base64 text under their name is something else, mostly encrypted. */
export function isNoAwsKey(name: string, value: string): boolean {
  return /aws_?secret_?access_?key$/i.test(name) && /^(?=.*[g-zG-Z+/])[A-Za-z0-9+/]{41,}={0,2}$/.test(value);
}

function namesSecret(name: string): boolean {
  const words = wordsOf(name).map((word) => word.replace(/\d+$/, ""));
  const last = groupOf(words.at(-1) ?? "");
  if (last === "secret") return true;
  if (last === "key") return words.some((word) => KEY_OWNER.has(word));
  return (
    last === "" &&
    words.some(
      (word) =>
        groupOf(word) === "secret" || /^(?:secret|passw|token)|(?:secret|password|passwd|token|apikey)s?$/.test(word),
    )
  );
}

/** `apiKey`, not `sortKey`. */
const KEY_OWNER = new Set([
  "api",
  "access",
  "secret",
  "private",
  "auth",
  "encryption",
  "signing",
  "master",
  "app",
  "subscription",
  "license",
  "jwt",
  "hmac",
  "session",
  "cookie",
  "cipher",
  "aes",
  "crypto",
  "deploy",
  "webhook",
  "admin",
  "storage",
  "service",
  "account",
  "client",
]);

/** `setAttr-Token-B0Prime`: words joined by marks. */
function isJoinedWords(value: string): boolean {
  const parts = value.split(/[-_.]+/);
  if (parts.length < 3) return false;
  const letters = parts.filter((part) => /^[A-Z]?[a-z]{2,14}$|^[A-Z]{2,14}$/.test(part)).join("").length;
  return letters >= parts.join("").length * 0.6;
}

function isLongToken(value: string): boolean {
  if (value.length < LEAST_TOKEN || !TOKEN.test(value) || !/\d/.test(value) || !/[A-Za-z]/.test(value)) return false;
  if (isJoinedWords(value)) return false;
  if (/^[0-9a-f]+$/i.test(value)) return entropy(value) > 2.9;
  return entropy(value) > 2.9 && (wordQuarters(value) < 3 || changes(value) >= value.length / 8);
}

/** Letters and at least five different marks, as no sentence and no identifier has them. */
function isStrongPassword(value: string): boolean {
  if (value.length < 10 || !/^[A-Za-z0-9]/.test(value)) return false;
  return new Set(value.match(MARKS)).size >= 5 && /[A-Za-z]/.test(value);
}
