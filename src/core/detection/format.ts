import { isWordUnit } from "./units.ts";
import type { Match, Place, Rule, Span } from "./rule.ts";

/** A format that begins with its keyword, such as `ghp_…`. */
export interface PrefixedFormat {
  readonly id: string;
  readonly title: string;
  /** The characters that every secret of this format begins with, in their own case. */
  readonly prefixes: readonly string[];
  /** Source of the pattern of the whole secret, prefix included; bounded, without anchors. */
  readonly pattern: string;
  /** Where the source gives no name. Made from the id by default. */
  readonly variable?: string;
  /** False for a text that only looks like one: a wrong structure, a published sample. */
  check?(secret: string): boolean;
  /** False makes it `likely`: the format has a checksum, and it is wrong. */
  checksum?(secret: string): boolean;
}

/** The rule for a format whose secrets begin with a keyword and end where word characters end. */
export function prefixed(format: PrefixedFormat): Rule {
  let compiled: RegExp | undefined;
  const { id, title, prefixes, pattern } = format;
  return {
    id,
    title,
    kind: "format",
    keywords: prefixes.map((prefix) => prefix.toLowerCase()),
    variable: format.variable ?? variableOf(id),
    find(place) {
      if (!beginsToken(place)) return undefined;
      compiled ??= new RegExp(`(?:${pattern})(?![A-Za-z0-9_])`, "y");
      const span = matchAt(compiled, place);
      return span && graded(format, place.text, span);
    },
  };
}

function graded(format: PrefixedFormat, text: string, span: Span): Match | undefined {
  const secret = text.slice(span.start, span.end);
  if (format.check?.(secret) === false) return undefined;
  return { ...span, severity: format.checksum?.(secret) === false ? "likely" : "certain" };
}

/** `stripe-live-key` to `STRIPE_LIVE_KEY`. */
export function variableOf(id: string): string {
  return id.toUpperCase().replaceAll("-", "_");
}

function matchAt(pattern: RegExp, { text, start }: Place): Span | undefined {
  pattern.lastIndex = start;
  return pattern.test(text) ? { start, end: pattern.lastIndex } : undefined;
}

/** False inside a longer word, except after an escape such as `\n` in a string literal. */
function beginsToken({ text, start }: Place): boolean {
  if (start === 0 || !isWordUnit(text.charCodeAt(start - 1))) return true;
  return start >= 2 && text[start - 2] === "\\" && /[nrt]/.test(text[start - 1] ?? "");
}
