import { isBlank, isLetter, isLineBreak, isQuote, isWordUnit } from "../units.ts";
import { skipBlanks, skipClosers, skipToNextLine } from "./operator.ts";
import type { Span } from "../rule.ts";

/** The first letters of `for`, `of`, `is`, `default`, `was`, `should be`, `will be`, `value`, `stringValue`. */
const SPOKEN = unitsOf("foidwsv");
const TYPE_MARKS = unitsOf(".:<>&*?![]|");

/** How far behind an operator a literal, or a default, may begin. */
const REACH = 160;
/** How far a type between name and `=` may reach. */
const TYPE_REACH = 180;

/**
 * False where nothing can be given to a name, told by the characters around it: true for one of ten names in source code.
 * What it lets pass is looked at with more care.
 */
export function mayBeGivenSomething(text: string, name: Span, bareValues: boolean): boolean {
  return mayHaveOperator(text, name, bareValues) || isFlag(text, name.start) || mayBeCompared(text, name.start);
}

function isFlag(text: string, nameStart: number): boolean {
  return text.charCodeAt(nameStart - 1) === 0x2d;
}

/** True where a comparison such as `"x" == password` may stand before the name. */
export function mayBeCompared(text: string, nameStart: number): boolean {
  let at = nameStart - 1;
  while (at > nameStart - 48 && (isBlank(text.charCodeAt(at)) || isLineBreak(text.charCodeAt(at)))) at--;
  const before = text.charCodeAt(at);
  return before === 0x3d || before === 0x2e;
}

function mayHaveOperator(text: string, name: Span, bareValues: boolean): boolean {
  const closed = skipClosers(text, name.end);
  const at = skipBlanks(text, closed);
  switch (SIGNS[text.charCodeAt(at)] ?? Sign.none) {
    case Sign.always:
      return true;
    case Sign.quoteAround:
      return bareValues || hasQuoteAfter(text, at + 1) || hasQuoteBefore(text, name.start);
    case Sign.quoteBehind:
      return hasQuoteAfter(text, at + 1);
    case Sign.ofTwo:
      return mayBeOfTwo(text, at);
    default:
      return maySaySomething(text, closed, at);
  }
}

/** What a character behind a name asks for: a literal needs a quote behind the operator, or one that is open where the name stands. */
const Sign = { none: 0, always: 1, quoteAround: 2, quoteBehind: 3, ofTwo: 4 } as const;

/** Signs of two characters by the first one; those of the first list need no quote. */
const BARE_PAIRS: readonly string[] = ["??", "?=", "<-", "</"];
const QUOTED_PAIRS: readonly string[] = ["!=", "+=", ".=", "->", "||"];

const SIGNS = byUnit([
  [">\"'`@[", Sign.always],
  ["=:", Sign.quoteAround],
  ["(,", Sign.quoteBehind],
  ["!+.-|?<", Sign.ofTwo],
]);

function mayBeOfTwo(text: string, at: number): boolean {
  const sign = text.slice(at, at + 2);
  return BARE_PAIRS.includes(sign) || (QUOTED_PAIRS.includes(sign) && hasQuoteAfter(text, at + 1));
}

/** Words, a type, or the word `value` on the next line. */
function maySaySomething(text: string, closed: number, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (isLineBreak(unit)) return isLetterOrQuote(text.charCodeAt(skipToNextLine(text, at)));
  return at > closed && isLetter(unit | 0x20) && (SPOKEN.has(unit | 0x20) || hasTypeSign(text, at));
}

function isLetterOrQuote(unit: number): boolean {
  return isLetter(unit) || isQuote(unit);
}

/** A `=` behind characters that types are made of. */
function hasTypeSign(text: string, from: number): boolean {
  for (let at = from; at < from + TYPE_REACH; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0x3d) return true;
    if (!isWordUnit(unit) && !isBlank(unit) && !TYPE_MARKS.has(unit)) return false;
  }
  return false;
}

/** True where a quote stands on the line before the name. */
export function hasQuoteBefore(text: string, nameStart: number): boolean {
  for (let at = nameStart - 1; at >= 0 && at > nameStart - 512; at--) {
    const unit = text.charCodeAt(at);
    if (unit === 0x0a) return false;
    if (isQuote(unit)) return true;
  }
  return false;
}

/** True where a quote stands near behind an operator, on its line or the next; also an entity (`&quot;`) or a shell's default (`${X:-x}`). */
export function hasQuoteAfter(text: string, from: number): boolean {
  const start = skipToNextLine(text, from);
  for (let at = start; at < start + REACH; at++) {
    const mark = MARKS[text.charCodeAt(at)] ?? Mark.none;
    if (mark !== Mark.none) return mark === Mark.ofValue;
  }
  return false;
}

const Mark = { none: 0, ofValue: 1, lineEnd: 2 } as const;
const MARKS = byUnit([
  ["\"'`&$", Mark.ofValue],
  ["\n", Mark.lineEnd],
]);

/** What some ASCII characters mean, by their UTF-16 units: looking that up is faster than comparing. 0 for all others. */
function byUnit(meanings: readonly (readonly [characters: string, meaning: number])[]): Uint8Array {
  const table = new Uint8Array(128);
  for (const [characters, meaning] of meanings) for (const unit of unitsOf(characters)) table[unit] = meaning;
  return table;
}

function unitsOf(characters: string): ReadonlySet<number> {
  return new Set(Array.from(characters, (character) => character.charCodeAt(0)));
}
