import { isPlaceForSecret, isPlaceholder } from "./assignments/rejects.ts";
import { wordQuarters } from "./model/vocabulary.ts";
import { variableOf } from "./format.ts";
import { isFiller } from "./filler.ts";
import { isAlphanumeric, isLetter } from "./units.ts";
import type { KeywordFormat } from "./keyword-format.ts";
import { NONE, type Match, type Place, type Rule } from "./rule.ts";

/** How far after the provider's name a secret is looked for. */
const WINDOW = 72;
/** The longest secret that is looked for. */
const LONGEST = 1200;
/** Between the two stands a word that says what follows, … */
const SPOKEN =
  /^[^]{0,40}?(?:secret|private|access|key|token|auth(?!or)|pass|pwd|cred|bearer|licen[sc]e|signing|webhook|\bpat\b|_pat\b|_pw\b)[^]{0,36}$/i;
const SPOKEN_ID = /^[^]{0,40}?(?:client|app|account|user|sid|id\b|_id|key)[^]{0,36}$/i;
/** … or nothing but blanks, or the rest of a name and an operator. */
const NEXT_TO = /^[ \t]{1,2}$|^[\w .\t-]{0,24}[\s'"`\])]{0,4}(?::{1,3}=|=>|\?=|\|\||[=>:,(])[\s'"`=([{]{0,6}$/;
/** A hash of something stands there, or the name is a file's: `gitlab.ts`. */
const HASHED = /(?:sha-?\d{1,3}|md5|integrity|checksum|digest|commit|revision|etag)["']?[-=:]/i;
const FILE_END = /^\.(?:[cm]?[jt]sx?|py|go|java|rb|rs|php|cs|cpp|md|html?|ya?ml|json|svg|png)\b/;
/** Words that a shorter name may be part of (`inbox`, `flatten`) are longer than these. */
const UNMISTAKABLE = 6;

/**
 * The rule for a secret without a mark of its own, told by its provider's name before it and by its alphabet and length.
 * Letters of the pattern match in either case.
 */
export function contextual({ id, title, words, pattern }: KeywordFormat): Rule {
  let compiled: RegExp | undefined;
  const least = leastHexRun(pattern);
  return {
    id,
    title,
    kind: "format",
    keywords: words,
    variable: variableOf(id),
    find(place) {
      if (!isName(place) || !hasTokenNear(place) || !hasHexRun(place, least)) return NONE;
      compiled ??= new RegExp(`([^]{0,${WINDOW}}?)(?<![A-Za-z0-9])(?:${pattern})(?![A-Za-z0-9_])`, "iy");
      return findIn(compiled, place, title.endsWith(" ID") ? SPOKEN_ID : SPOKEN);
    },
  };
}

function findIn(pattern: RegExp, { text, end }: Place, spoken: RegExp): readonly Match[] {
  const window = text.slice(end, end + WINDOW + LONGEST);
  pattern.lastIndex = 0;
  for (let found = pattern.exec(window); found; found = pattern.exec(window)) {
    const [whole, lead = ""] = found;
    const at = found.index + lead.length;
    if (at > WINDOW) return NONE;
    const secret = whole.slice(lead.length);
    if (isNamed(window.slice(0, at), secret, spoken) && !HASHED.test(window.slice(0, at)) && !isFiller(secret)) {
      return [{ start: end + at, end: end + at + secret.length, severity: "likely" }];
    }
    pattern.lastIndex = at + 1;
  }
  return NONE;
}

/** How many hex digits in a row every text of a pattern has, as far as its alternatives tell; 0 where they do not. */
function leastHexRun(pattern: string): number {
  const lengths = pattern.split("|").map((alternative) => {
    const [, count = "0"] =
      /^(?:\(\?<!\\?\/\)|Iv1\\\.)?\[a-f0-9\]\{(\d+)(?:,\d+)?\}(?:\(\?!\\?\/\))?$/.exec(alternative) ?? [];
    return Number(count);
  });
  return Math.min(...lengths);
}

/** True where so many hex digits in a row begin within the window. */
function hasHexRun({ text, end }: Place, least: number): boolean {
  const last = Math.min(text.length, end + WINDOW + least);
  let length = 0;
  for (let at = end; at < last && length < least; at++) length = isHexDigit(text.charCodeAt(at)) ? length + 1 : 0;
  return length >= least;
}

function isHexDigit(unit: number): boolean {
  const lower = unit | 0x20;
  return (unit >= 0x30 && unit <= 0x39) || (lower >= 0x61 && lower <= 0x66);
}

/** False where nothing behind the name can be a secret: no eight characters in a row with a digit, no sixteen without. */
function hasTokenNear({ text, end }: Place): boolean {
  const last = Math.min(text.length, end + WINDOW + 16);
  let length = 0;
  let digits = 0;
  for (let at = end; at < last; at++) {
    const unit = text.charCodeAt(at);
    if (isAlphanumeric(unit) || unit === 0x2d || unit === 0x5f) {
      length++;
      if (unit <= 0x39 && unit >= 0x30) digits++;
      if (length >= 16 || (length >= 8 && digits > 0)) return true;
    } else length = digits = 0;
  }
  return false;
}

/** What stands between name and secret speaks of a secret. What is made of words, or has no digit, is none without that. */
function isNamed(between: string, secret: string, spoken: RegExp): boolean {
  const isSpoken = spoken.test(between);
  if (!isSpoken && !NEXT_TO.test(between)) return false;
  const words = /\d|^[a-f]+$/i.test(secret) ? 0 : wordQuarters(secret);
  if (words > 2 || isPlaceForSecret(secret) || isPlaceholder(secret)) return false;
  return isSpoken || /\d/.test(secret) || (secret.length > 15 && words < 2);
}

/** False for a part of another word. */
function isName({ text, start, end }: Place): boolean {
  if (text.charCodeAt(end) === 0x2e && FILE_END.test(text.slice(end, end + 6))) return false;
  const before = text.charCodeAt(start - 1);
  if (isLetter(before) && !(isSmall(before) && !isSmall(text.charCodeAt(start)))) return false;
  return end - start >= UNMISTAKABLE || !isSmall(text.charCodeAt(end)) || !isSmall(text.charCodeAt(end - 1));
}

function isSmall(unit: number): boolean {
  return unit >= 0x61 && unit <= 0x7a;
}
