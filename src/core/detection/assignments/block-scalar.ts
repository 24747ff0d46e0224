import { isQuote, lineEnd, lineStart } from "../units.ts";
import type { Span } from "../rule.ts";
import type { Value } from "./value.ts";

/** `password: >-` and what the next line begins with. */
const HEADER = /[ \t]{0,8}[|>](?:[1-9]?[+-]?|[+-][1-9])[ \t]{0,8}\r?\n([ ]{1,60})(?=[^\s#])/y;
/** The lines without text behind a line, and what the next one with text begins with. */
const NEXT = /(?:[ \t]{0,80}\r?\n){1,8}([ ]{0,80})\S/y;
/** A longer line is a text. */
const LONGEST = 400;
const MOST_INDENT = 60;

/**
 * The text of a block scalar of one line whose header follows the colon behind a name, at `from` (YAML 1.2.2, section 8.1);
 * undefined where there is none, or it is empty. One of several lines is a text or a key, which has a form of its own.
 */
export function blockScalarAt(text: string, name: Span, from: number): Value | undefined {
  HEADER.lastIndex = from;
  const indent = HEADER.exec(text)?.[1]?.length ?? 0;
  if (indent <= columnOf(text, name)) return undefined;
  const start = HEADER.lastIndex;
  const last = lineEnd(text, start, LONGEST);
  if (last - start === LONGEST || indentAfter(text, last) >= indent) return undefined;
  return { start, end: start + text.slice(start, last).trimEnd().length, quote: "" };
}

/** How far to the right the name stands, its quote included: what is no farther is the next entry. */
function columnOf(text: string, { start }: Span): number {
  const key = isQuote(text.charCodeAt(start - 1)) ? start - 1 : start;
  return key - lineStart(text, key, MOST_INDENT);
}

/** Of the next line with text; 0 where none follows soon. */
function indentAfter(text: string, lineBreak: number): number {
  NEXT.lastIndex = lineBreak;
  return NEXT.exec(text)?.[1]?.length ?? 0;
}
