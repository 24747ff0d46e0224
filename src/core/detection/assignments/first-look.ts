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
  const look = LOOKS.get(text.charAt(at));
  return look === undefined ? maySaySomething(text, closed, at) : look({ text, at, nameStart: name.start, bareValues });
}

/** A name and the first character behind it that is neither a closing mark nor a blank. */
interface Sign {
  readonly text: string;
  readonly at: number;
  readonly nameStart: number;
  readonly bareValues: boolean;
}

type Look = (sign: Sign) => boolean;

const always: Look = () => true;
const quoteBehind: Look = ({ text, at }) => hasQuoteAfter(text, at + 1);
const quoteAround: Look = (sign) => sign.bareValues || quoteBehind(sign) || hasQuoteBefore(sign.text, sign.nameStart);
const followedBy =
  (next: string, look: Look): Look =>
  (sign) =>
    next.includes(sign.text.charAt(sign.at + 1)) && look(sign);

/** A literal needs a quote behind the operator, or one that is open where the name stands. */
const LOOKS: ReadonlyMap<string, Look> = new Map<string, Look>([
  ["=", quoteAround],
  [":", quoteAround],
  [">", always],
  ["!", followedBy("=", quoteBehind)],
  ["+", followedBy("=", quoteBehind)],
  [".", followedBy("=", quoteBehind)],
  ["-", followedBy(">", quoteBehind)],
  ["|", followedBy("|", quoteBehind)],
  ["?", followedBy("?=", always)],
  ["<", followedBy("-", always)],
  ["(", quoteBehind],
  [",", quoteBehind],
  ['"', always],
  ["'", always],
  ["`", always],
  ["@", always],
  ["[", always],
]);

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
    const unit = text.charCodeAt(at);
    if (isQuote(unit) || unit === 0x26 || unit === 0x24) return true;
    if (unit === 0x0a) return false;
  }
  return false;
}

function unitsOf(characters: string): ReadonlySet<number> {
  return new Set(Array.from(characters, (character) => character.charCodeAt(0)));
}
