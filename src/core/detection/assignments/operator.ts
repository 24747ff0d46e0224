import { isBlank, isLineBreak } from "../units.ts";

/** What joins a name to its value, and the offset after it. */
export interface Operator {
  readonly sign: string;
  readonly end: number;
}

/** By the first character; longest first: of two that fit, the longer is meant. */
const SIGNS: ReadonlyMap<number, readonly string[]> = new Map(
  [
    ["===", "==", "=>", "=~", "="],
    [":::=", "::=", "::", ":=", ":"],
    ["!==", "!="],
    ["||=", "||"],
    ["??=", "?="],
    ["->"],
    ["<-"],
    ["+="],
    [".="],
    [","],
    ["("],
    [">"],
  ].map((signs) => [signs[0]?.charCodeAt(0) ?? 0, signs]),
);
const NO_SIGNS: readonly string[] = [];
/** These join no value to a name: a scope, a pattern. */
const NO_OPERATOR = new Set(["::", "=~"]);
/** A type between name and `=`: `: string =`, `: &str =`, `: Option<&str> =`, ` string =`, `[] =`, `[32] =`. */
const TYPE =
  /(?:\[\d{0,4}\]|[ \t]{0,60}:[ \t]{0,60}[&*]{0,2}[A-Za-z_][A-Za-z0-9_.:<>&*?![\]| ]{0,40}?|[ \t]{1,60}[A-Za-z_][A-Za-z0-9_.:<>&*?![\]| ]{0,40}?(?=[ \t]))[ \t]{0,60}(?==[^=>~])/y;
/** How far a type and the blanks around it may reach. */
const TYPE_REACH = 240;
/** `password for "admin" is`, `password, default:` */
const WORDS =
  /[ ,]{1,2}(?:for|of|is|default|was|should be|will be)\b[\w .@-]{0,24}?(?:["'`][\w .@-]{1,40}["'`])?(?: (?:is|was))?[ \t]{0,2}[:=]?[ \t]/y;
const QUOTE_ENTITY = /&(?:amp;)?(?:quot|#3[49]|apos);/y;

/**
 * The operator after a name that ends at `from`; closing quotes and brackets in between are passed over.
 *
 * @returns undefined where something else follows
 */
export function operatorAfter(text: string, from: number): Operator | undefined {
  const closed = skipClosers(text, from);
  const at = skipBlanks(text, closed);
  const direct = signAt(text, at);
  if (direct !== undefined && direct.sign !== ":") return direct;
  return (
    (hasEqualsSign(text, closed) ? typedOperator(text, closed) : undefined) ?? direct ?? looseOperator(text, closed, at)
  );
}

/** More blanks in a row than any layout has. */
const MOST_BLANKS = 256;

/** Offset of the first character from `from` on that is neither a space nor a tab; at most 256 are passed over. */
export function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < from + MOST_BLANKS && isBlank(text.charCodeAt(at))) at++;
  return at;
}

/** As `skipBlanks`, and over one line break. */
export function skipToNextLine(text: string, from: number): number {
  const at = skipBlanks(text, from);
  if (!isLineBreak(text.charCodeAt(at))) return at;
  return skipBlanks(text, text.startsWith("\r\n", at) ? at + 2 : at + 1);
}

/** Offset behind the quotes and brackets at `from`. */
export function skipClosers(text: string, from: number): number {
  let at = from;
  while (at < from + 6 && isCloser(text.charCodeAt(at))) at++;
  if (text.charCodeAt(at) !== 0x26) return at;
  QUOTE_ENTITY.lastIndex = at;
  return QUOTE_ENTITY.test(text) ? QUOTE_ENTITY.lastIndex : at;
}

/** One of \ " ' ` ] ) } * */
function isCloser(unit: number): boolean {
  return (
    unit === 0x5c ||
    unit === 0x22 ||
    unit === 0x27 ||
    unit === 0x60 ||
    unit === 0x5d ||
    unit === 0x29 ||
    unit === 0x7d ||
    unit === 0x2a
  );
}

function signAt(text: string, at: number): Operator | undefined {
  const sign = longestSign(text, at);
  if (sign === undefined || NO_OPERATOR.has(sign)) return undefined;
  if (sign === ":" && text.startsWith("://", at)) return undefined;
  return { sign, end: at + sign.length };
}

function longestSign(text: string, at: number): string | undefined {
  for (const sign of SIGNS.get(text.charCodeAt(at)) ?? NO_SIGNS) if (text.startsWith(sign, at)) return sign;
  return undefined;
}

function typedOperator(text: string, closed: number): Operator | undefined {
  if (!/[ \t:[]/.test(text.charAt(closed))) return undefined;
  TYPE.lastIndex = closed;
  return TYPE.test(text) ? signAt(text, TYPE.lastIndex) : undefined;
}

/** Most colons are followed by a value, few by a type and a `=`. */
function hasEqualsSign(text: string, from: number): boolean {
  for (let at = from; at < from + TYPE_REACH; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0x3d) return true;
    if (isLineBreak(unit)) return false;
  }
  return false;
}

/** Only blanks before a quote (`#define PASSWORD "x"`), or a few words (`password for admin is "x"`). */
function looseOperator(text: string, closed: number, at: number): Operator | undefined {
  if (at > closed && "\"'`@".includes(text.charAt(at)) && at < text.length) return { sign: " ", end: at };
  WORDS.lastIndex = closed;
  return WORDS.test(text) ? { sign: "words", end: WORDS.lastIndex } : undefined;
}
