import { narrowed, type TextEdit } from "../text/edits.ts";

/** One character of a program's text as written, and what it means: `\n` is one unit whose value is a line break. */
export interface SourceUnit {
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

/** The secret inside a longer text. */
export interface Cut {
  readonly before: readonly SourceUnit[];
  readonly secret: readonly SourceUnit[];
  readonly after: readonly SourceUnit[];
}

/** The range of a literal's content, without its quotes. */
export interface Content {
  readonly start: number;
  readonly end: number;
}

/**
 * Splits a literal's content into units. `escape` is a sticky pattern for one escape sequence, `decode` its meaning;
 * every other character stands for itself.
 */
export function unitsOf(
  text: string,
  content: Content,
  escape: RegExp,
  decode: (found: RegExpExecArray) => string,
): readonly SourceUnit[] {
  const units: SourceUnit[] = [];
  for (let at = content.start; at < content.end;) {
    escape.lastIndex = at;
    const found = escape.exec(text);
    const end = found === null ? at + 1 : escape.lastIndex;
    units.push({ start: at, end, value: found === null ? text.slice(at, end) : decode(found) });
    at = end;
  }
  return units;
}

/** Cuts the units at the secret's range. Undefined where the range begins or ends inside a unit or outside of them. */
export function cutUnits(units: readonly SourceUnit[], range: Content): Cut | undefined {
  const first = units.findIndex((unit) => unit.start === range.start);
  const last = units.findIndex((unit) => unit.end === range.end);
  if (first === -1 || last < first) return undefined;
  return { before: units.slice(0, first), secret: units.slice(first, last + 1), after: units.slice(last + 1) };
}

/** What the program sees of these units. */
export function valueOf(units: readonly SourceUnit[]): string {
  return units.map((unit) => unit.value).join("");
}

/** What stands before, for and after the secret in a new literal. */
export interface Pieces {
  readonly before: string;
  readonly secret: string;
  readonly after: string;
}

/** Edits that put `pieces` in the place of `literal`, whose secret is at `range`: as small as they can be. */
export function literalEdits(text: string, literal: Content, range: Content, pieces: Pieces): readonly TextEdit[] {
  return [
    ...narrowed(text, { start: literal.start, end: range.start, text: pieces.before }),
    { start: range.start, end: range.end, text: pieces.secret },
    ...narrowed(text, { start: range.end, end: literal.end, text: pieces.after }),
  ];
}
