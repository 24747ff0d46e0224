import { isLineBreak } from "../units.ts";
import { skipBlanks } from "./operator.ts";
import type { Span } from "../rule.ts";

/** A literal value without its quotes. */
export interface Value extends Span {
  /** `"`, `'`, `` ` ``, `"""`, `\"`; empty for a bare value. */
  readonly quote: string;
}

/** The longest value that is looked at. */
const LONGEST = 2048;
/** Marks of a string literal (`b"`, `@"`, `N'`) and calls that only change its type (`[]byte("`, `String("`). */
const OPENING =
  /(?:(?:\[\]byte|[Ss]tring|str|NSString|bytes|Buffer\.from|String::from|std::string|Some|SecureString|Secret|new [A-Za-z.]{3,24})\([ \t]*)?(?:[bBrRuUfFLN@$&]{0,2})(?="""|'''|\\?["'`])/y;
const BARE_END = /[\s"'`<>&,;|)\]}\\]/g;

/** The quoted value that begins at `from`, blanks and a line break before it allowed; undefined where none does or it does not end. */
export function quotedValueAt(text: string, from: number): Value | undefined {
  let at = skipBlanks(text, from);
  if (isLineBreak(text.charCodeAt(at))) at = skipBlanks(text, text[at] === "\r" ? at + 2 : at + 1);
  OPENING.lastIndex = at;
  if (!OPENING.test(text)) return undefined;
  const quote = quoteAt(text, OPENING.lastIndex);
  const start = OPENING.lastIndex + quote.length;
  const end = closingQuote(text, start, quote);
  return end === undefined ? undefined : { start, end, quote };
}

/** The bare value that begins at `from` and goes on to a blank or a mark that ends words; undefined where nothing stands there. */
export function bareValueAt(text: string, from: number): Value | undefined {
  const start = skipBlanks(text, from);
  BARE_END.lastIndex = start;
  const found = BARE_END.test(text) ? BARE_END.lastIndex - 1 : text.length;
  const end = Math.min(found, start + LONGEST);
  return end > start ? { start, end, quote: "" } : undefined;
}

function quoteAt(text: string, at: number): string {
  const triple = text.slice(at, at + 3);
  if (triple === '"""' || triple === "'''") return triple;
  return text[at] === "\\" ? text.slice(at, at + 2) : text.charAt(at);
}

function closingQuote(text: string, start: number, quote: string): number | undefined {
  const manyLines = quote.length === 3 || quote === "`";
  const last = Math.min(text.length, start + LONGEST);
  for (let at = start; at < last; at++) {
    if (text.startsWith(quote, at)) return at;
    if (text[at] === "\\") at++;
    else if (!manyLines && isLineBreak(text.charCodeAt(at))) return undefined;
  }
  return undefined;
}
