import { isBlank, isLetter, isLineBreak, isWordUnit } from "../units.ts";
import { skipBlanks, skipClosers, skipToNextLine } from "./operator.ts";
import type { Span } from "../rule.ts";

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

/** `"x" == password` */
function mayBeCompared(text: string, nameStart: number): boolean {
  let at = nameStart - 1;
  while (at > nameStart - 48 && (isBlank(text.charCodeAt(at)) || isLineBreak(text.charCodeAt(at)))) at--;
  const before = text.charCodeAt(at);
  return before === 0x3d || before === 0x2e;
}

function mayHaveOperator(text: string, name: Span, bareValues: boolean): boolean {
  const closed = skipClosers(text, name.end);
  const at = skipBlanks(text, closed);
  const unit = text.charCodeAt(at);
  const next = text.charCodeAt(at + 1);
  switch (unit) {
    case 0x3d: // =
    case 0x3a: // :
    case 0x3e: // >
      return bareValues || unit === 0x3e || hasQuote(text, name.start, at + 1);
    case 0x21: // !
    case 0x2b: // +
    case 0x2e: // .
      return next === 0x3d && hasQuoteAfter(text, at + 1);
    case 0x2d: // -
      return next === 0x3e && hasQuoteAfter(text, at + 1);
    case 0x3f: // ?
      return next === 0x3f || next === 0x3d;
    case 0x7c: // |
      return next === 0x7c && hasQuoteAfter(text, at + 1);
    case 0x3c: // <
      return next === 0x2d;
    case 0x28: // (
    case 0x2c: // ,
      return hasQuoteAfter(text, at + 1);
    case 0x22: // "
    case 0x27: // '
    case 0x60: // `
    case 0x40: // @
    case 0x5b: // [
      return true;
    default:
      return maySaySomething(text, closed, at);
  }
}

/** Words, a type, or the word `value` on the next line. */
function maySaySomething(text: string, closed: number, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (isLineBreak(unit)) return isLetterOrQuote(text.charCodeAt(skipToNextLine(text, at)));
  return at > closed && isLetter(unit | 0x20) && (isSpoken(unit | 0x20) || hasTypeSign(text, at));
}

/** The first letters of `for`, `of`, `is`, `default`, `was`, `should be`, `will be`, `value`, `stringValue`. */
function isSpoken(lower: number): boolean {
  return (
    lower === 0x66 ||
    lower === 0x6f ||
    lower === 0x69 ||
    lower === 0x64 ||
    lower === 0x77 ||
    lower === 0x73 ||
    lower === 0x76
  );
}

function isLetterOrQuote(unit: number): boolean {
  return isLetter(unit) || unit === 0x22 || unit === 0x27 || unit === 0x60;
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

const TYPE_MARKS: ReadonlySet<number> = new Set(Array.from(".:<>&*?![]|", (mark) => mark.charCodeAt(0)));

/** A literal needs a quote behind the operator, or one that is open where the name stands. */
function hasQuote(text: string, nameStart: number, from: number): boolean {
  return hasQuoteAfter(text, from) || hasQuoteBefore(text, nameStart);
}

function hasQuoteBefore(text: string, nameStart: number): boolean {
  for (let at = nameStart - 1; at >= 0 && at > nameStart - 512; at--) {
    const unit = text.charCodeAt(at);
    if (unit === 0x0a) return false;
    if (unit === 0x22 || unit === 0x27 || unit === 0x60) return true;
  }
  return false;
}

/** Also an entity (`&quot;`) and a shell's default (`${X:-x}`). */
function hasQuoteAfter(text: string, from: number): boolean {
  const start = skipToNextLine(text, from);
  for (let at = start; at < start + REACH; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0x22 || unit === 0x27 || unit === 0x60 || unit === 0x26 || unit === 0x24) return true;
    if (unit === 0x0a) return false;
  }
  return false;
}
