import { isPlaceForSecret, isPlaceholder } from "./assignments/rejects.ts";
import { wordQuarters } from "./model/vocabulary.ts";
import { variableOf } from "./format.ts";
import { isFiller } from "./filler.ts";
import { hasRunWithin, leadingRun, type LeadingRun } from "./leading-run.ts";
import { isLetter } from "./units.ts";
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
/** A hash of something stands there (`actions/create-github-app-token@912ec8…`), or the name is a file's: `gitlab.ts`. */
const HASHED = /(?:sha-?\d{1,3}|md5|integrity|checksum|digest|commit|revision|etag|\bh1)["']?[-=:]|[\w-]@$/i;
const FILE_END = /^\.(?:[cm]?[jt]sx?|py|go|java|rb|rs|php|cs|cpp|md|html?|ya?ml|json|svg|png)\b/;
/** Words that a shorter name may be part of (`inbox`, `flatten`) are longer than these. */
const UNMISTAKABLE = 6;

/**
 * The rule for a secret without a mark of its own, told by its provider's name before it and by its alphabet and length.
 * Letters of the pattern match in either case.
 */
export function contextual({ id, title, words, pattern }: KeywordFormat): Rule {
  let compiled: RegExp | undefined;
  let run: LeadingRun | undefined;
  return {
    id,
    title,
    kind: "format",
    shape: { told: "beside", marks: words, pattern, hasChecksum: false },
    keywords: words,
    variable: variableOf(id),
    standsFree: () => true,
    mayBeAt: isNameBesideToken,
    find(place) {
      run ??= leadingRun(pattern, "i");
      if (!hasRunWithin(run, place.text, place.end, place.end + WINDOW)) return NONE;
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

/** The least length of a secret with a digit, and of one without. */
const LEAST = 8;
const LEAST_WORD = 16;

/** The same for all rules of this kind. */
function isNameBesideToken(text: string, start: number, end: number): boolean {
  return isName(text, start, end) && hasTokenNear(text, end);
}

/** False where nothing behind the name can be a secret: no eight characters in a row with a digit, no sixteen without. */
function hasTokenNear(text: string, end: number): boolean {
  const last = Math.min(text.length, end + WINDOW + LEAST_WORD);
  // A run of eight covers one of every eight places.
  for (let at = end + LEAST - 1; at < last; at += LEAST) {
    if (TOKEN_UNITS[text.charCodeAt(at)] !== 1) continue;
    let from = at;
    while (from > end && TOKEN_UNITS[text.charCodeAt(from - 1)] === 1) from--;
    const run = tokenRun(text, from, last);
    if (run === 0) return true;
    at = from + run;
  }
  return false;
}

/** The length of the run of token characters at `from`; 0 where it is long enough for a secret. */
function tokenRun(text: string, from: number, last: number): number {
  let hasDigit = false;
  let at = from;
  for (; at < last; at++) {
    const unit = text.charCodeAt(at);
    if (TOKEN_UNITS[unit] !== 1) return at - from;
    if (unit <= 0x39 && unit >= 0x30) hasDigit = true;
    const length = at + 1 - from;
    if (length >= LEAST_WORD || (length >= LEAST && hasDigit)) return 0;
  }
  return at - from;
}

/** 1 for ASCII letters and digits, `-` and `_`: looking them up is faster than comparing. */
const TOKEN_UNITS = Uint8Array.from({ length: 128 }, (_, unit) => Number(/[\w-]/.test(String.fromCharCode(unit))));

/** What stands between name and secret speaks of a secret. What is made of words, or has no digit, is none without that. */
function isNamed(between: string, secret: string, spoken: RegExp): boolean {
  const isSpoken = spoken.test(between);
  if (!isSpoken && !NEXT_TO.test(between)) return false;
  const words = /\d|^[a-f]+$/i.test(secret) ? 0 : wordQuarters(secret);
  if (words > 2 || isPlaceForSecret(secret) || isPlaceholder(secret)) return false;
  return isSpoken || /\d/.test(secret) || (secret.length > 15 && words < 2);
}

/** False for a part of another word. */
function isName(text: string, start: number, end: number): boolean {
  if (text.charCodeAt(end) === 0x2e && FILE_END.test(text.slice(end, end + 6))) return false;
  const before = text.charCodeAt(start - 1);
  if (isLetter(before) && !(isSmall(before) && !isSmall(text.charCodeAt(start)))) return false;
  return end - start >= UNMISTAKABLE || !isSmall(text.charCodeAt(end)) || !isSmall(text.charCodeAt(end - 1));
}

function isSmall(unit: number): boolean {
  return unit >= 0x61 && unit <= 0x7a;
}
