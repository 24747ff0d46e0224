import { wordQuarters } from "./model/vocabulary.ts";
import { isFiller } from "./filler.ts";
import { hasRun, leadingRun, type LeadingRun } from "./leading-run.ts";
import { longestLook } from "./pattern-length.ts";
import { isWordUnit } from "./units.ts";
import { NEAR_REACH, NONE, type Match, type Rule, type Span } from "./rule.ts";

/** A format that begins with characters of its own, such as `ghp_…`. */
export interface PrefixedFormat {
  readonly id: string;
  readonly title: string;
  /** The characters that secrets of this format begin with, in their own case; one of them. */
  readonly prefixes: readonly string[];
  /** Source of the pattern of what follows the prefix; bounded, without anchors. */
  readonly rest: string;
  /** Where the source gives no name. Made from the id by default. */
  readonly variable?: string;
  /** False for a text that only looks like one: a wrong structure, a published sample. */
  check?(secret: string): boolean;
  /** False makes it `likely`: the format has a checksum, and it is wrong. */
  checksum?(secret: string): boolean;
}

/** What else is looked at: the prefix, the name before it. */
const MARGIN = 512;

/** The rule for a format whose secrets begin with a prefix and end where word characters end. */
export function prefixed(format: PrefixedFormat): Rule {
  let compiled: RegExp | undefined;
  let looksFar: boolean | undefined;
  let run: LeadingRun | undefined;
  const { id, title, prefixes, rest } = format;
  const follows = (): LeadingRun => (run ??= leadingRun(rest));
  return {
    id,
    title,
    kind: "format",
    shape: { told: "prefix", marks: prefixes, pattern: rest, hasChecksum: format.checksum !== undefined },
    keywords: prefixes.map((prefix) => prefix.toLowerCase()),
    variable: format.variable ?? variableOf(id),
    standsFree: (keyword) => keyword.length < UNMISTAKABLE,
    follows,
    mayBeAt: (text, start, end) => beginsToken(text, start, end) && hasRun(follows(), text, end),
    looksFar: () => (looksFar ??= longestLook(rest) > NEAR_REACH - MARGIN),
    find({ text, start, end }) {
      if (!prefixes.includes(text.slice(start, end))) return NONE;
      compiled ??= new RegExp(`(?:${rest})(?![A-Za-z0-9_])`, "y");
      compiled.lastIndex = end;
      return compiled.test(text) ? graded(format, text, { start, end: compiled.lastIndex }) : NONE;
    },
  };
}

/** `stripe-live-key` to `STRIPE_LIVE_KEY`; a digit at the front gets a `_` before it. */
export function variableOf(id: string): string {
  return id
    .toUpperCase()
    .replaceAll("-", "_")
    .replace(/^(?=\d)/, "_");
}

function graded(format: PrefixedFormat, text: string, span: Span): readonly Match[] {
  const secret = text.slice(span.start, span.end);
  if (isFiller(secret) || isIdentifier(secret) || format.check?.(secret) === false) return NONE;
  return [{ ...span, severity: format.checksum?.(secret) === false ? "likely" : "certain" }];
}

/** `test_badandgoodreplaceexceptions`: letters that are words, and no hex digits. */
function isIdentifier(secret: string): boolean {
  return /^[A-Za-z_]+$/.test(secret) && !/_[a-f]+$/.test(secret) && wordQuarters(secret) >= 3;
}

/** A prefix of this length is one also behind `_`. */
const UNMISTAKABLE = 6;

/** False inside a longer word or behind a dot, except after an escape such as `\n` in a string literal. */
function beginsToken(text: string, start: number, end: number): boolean {
  if (start === 0 || !isWordUnit(text.charCodeAt(start))) return true;
  const before = text.charCodeAt(start - 1);
  if (before === 0x2b || before === 0x2f) return !continuesBase64(text, start - 1);
  if (!isWordUnit(before)) return before !== 0x2e;
  if (before === 0x5f) return end - start >= UNMISTAKABLE;
  return text.charCodeAt(start - 2) === 0x5c && (before === 0x6e || before === 0x72 || before === 0x74);
}

/** True where the characters up to `at` are part of a long base64 text: both cases and digits without a break. */
function continuesBase64(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 40), at);
  return /^[A-Za-z0-9+/]{40}$/.test(before) && /[a-z]/.test(before) && /[A-Z]/.test(before) && /[\d+]/.test(before);
}
