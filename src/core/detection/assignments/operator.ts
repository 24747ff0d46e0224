import { isBlank } from "../units.ts";

/** What joins a name to its value, and the offset after it. */
export interface Operator {
  readonly sign: string;
  readonly end: number;
}

/** Longest first: of two that fit, the first is meant. */
const SIGNS = [
  "===",
  "!==",
  "::=",
  "||=",
  "??=",
  ":=",
  "=>",
  "==",
  "!=",
  "->",
  "<-",
  "+=",
  ".=",
  "?=",
  "||",
  "=",
  ":",
  ",",
  "(",
];
/** A type between name and `=`: `: string =`, `: Option<&str> =`, ` string =`, `[] =`, `[32] =`. */
const TYPE = /(?:\[\d{0,4}\]|[ \t]*:?[ \t]*[A-Za-z_][A-Za-z0-9_.:<>&*?![\]| ]{0,40}?)[ \t]*(?==[^=>~])/y;

/**
 * The operator after a name that ends at `from`; closing quotes and brackets in between are passed over.
 *
 * @returns undefined where something else follows
 */
export function operatorAfter(text: string, from: number): Operator | undefined {
  const closed = skipClosers(text, from);
  const direct = signAt(text, skipBlanks(text, closed));
  if (direct !== undefined && direct.sign !== ":") return direct;
  TYPE.lastIndex = closed;
  const typed = TYPE.test(text) ? signAt(text, TYPE.lastIndex) : undefined;
  return typed ?? direct;
}

/** Offset of the first character from `from` on that is neither a space nor a tab. */
export function skipBlanks(text: string, from: number): number {
  let at = from;
  while (isBlank(text.charCodeAt(at))) at++;
  return at;
}

function skipClosers(text: string, from: number): number {
  let at = from;
  while (at < from + 4 && at < text.length && "\\\"'`])}".includes(text.charAt(at))) at++;
  return at;
}

function signAt(text: string, at: number): Operator | undefined {
  const sign = SIGNS.find((candidate) => text.startsWith(candidate, at));
  if (sign === undefined) return undefined;
  const end = at + sign.length;
  // `Password::Reset` names something, `=~` matches a pattern.
  if ((sign === ":" && text[end] === ":") || (sign === "=" && text[end] === "~")) return undefined;
  return { sign, end };
}
