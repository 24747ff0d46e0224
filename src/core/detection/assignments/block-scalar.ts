import { lineEnd } from "../units.ts";
import type { Value } from "./value.ts";

/** `password: >-` and what the next line begins with. */
const HEADER = /[ \t]{0,8}[|>](?:[1-9]?[+-]?|[+-][1-9])[ \t]{0,8}\r?\n([ ]{1,60})(?=[^\s#])/y;
/** A longer line is a text. */
const LONGEST = 400;

/**
 * The text of a block scalar of one line whose header follows a colon at `from` (YAML 1.2.2, section 8.1); undefined where
 * there is none. One of several lines is a text or a key, which has a form of its own.
 */
export function blockScalarAt(text: string, from: number): Value | undefined {
  HEADER.lastIndex = from;
  const indent = HEADER.exec(text)?.[1];
  if (indent === undefined) return undefined;
  const start = HEADER.lastIndex;
  const last = lineEnd(text, start, LONGEST);
  if (last - start === LONGEST || goesOn(text, last, indent)) return undefined;
  return { start, end: start + text.slice(start, last).trimEnd().length, quote: "" };
}

/** True where a line follows that is as far to the right. */
function goesOn(text: string, lineBreak: number, indent: string): boolean {
  const next = text.startsWith("\r\n", lineBreak) ? lineBreak + 2 : lineBreak + 1;
  return text.startsWith(indent, next);
}
