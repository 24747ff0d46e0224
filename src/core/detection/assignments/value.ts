import { isLineBreak, isQuote } from "../units.ts";
import { skipBlanks, skipToNextLine } from "./operator.ts";
import type { Span } from "../rule.ts";

/** A literal value without its quotes. */
export interface Value extends Span {
  /** `"`, `'`, `` ` ``, `"""`, `\"`, `&quot;`; empty for a bare value. */
  readonly quote: string;
}

/** Longer values are not looked at. */
const LONGEST = 2000;
/** Marks of a string literal (`b"`, `@"`, `N'`) and calls that only change its type (`[]byte("`, `String("`). */
const OPENING =
  /(?:&(?=["']))?(?:(?:\[\]byte|\[\]string\{|[Ss]tring|str|NSString|[Bb]ytes|Buffer\.from|String::from|std::string|Some|Just|Secure[Ss]tring|Secret(?:\.of)?|SecretStr|base64\.(?:b64decode|b64encode)|[Bb]ase64\.decode|Pointer|aws\.String|to\.StringPtr|pulumi\.String|new [A-Za-z.]{3,24})[ \t]*[({]?[ \t]*)?[[({]?[ \t]*[bBrRuUfFLN@$&]{0,2}(?="""|'''|\\{0,3}["'`]|&(?:amp;)?(?:quot|#3[49]|apos);)/y;
const QUOTE = /"""|'''|\\{0,3}["'`]|&(?:amp;)?(?:quot|#3[49]|apos);/y;
/** Where a bare value ends: a blank, a quote, an escape, the next pair of a list. */
const BARE_END =
  /[\s"'`<>]|\\["'nrt]|&(?:amp;|quot;|#3[49];|[\w.-]{1,40}=)|[;,](?=[\s"'`]|$|\w{1,40}[:=])|,(?=[\w.-]{1,20} ?[:=])|\}\}?(?=$|[\s,"'`])|%(?:22|26|0A)/g;

/** The quoted value that begins at `from`, blanks and a line break before it allowed; undefined where none does or it does not end. */
export function quotedValueAt(text: string, from: number): Value | undefined {
  const at = openingQuote(text, skipToNextLine(text, from));
  if (at === undefined) return undefined;
  QUOTE.lastIndex = at;
  const quote = QUOTE.exec(text)?.[0] ?? "";
  const start = at + quote.length;
  const end = closingQuote(text, start, quote);
  return end === undefined ? undefined : withoutInnerQuotes(text, { start, end, quote });
}

/** Where the quote stands that a literal at `from` begins with; nearly always there. */
function openingQuote(text: string, from: number): number | undefined {
  if (isQuote(text.charCodeAt(from))) return from;
  OPENING.lastIndex = from;
  return OPENING.test(text) ? OPENING.lastIndex : undefined;
}

/** `'"x"'`: the quotes inside are for the program that reads what this one writes. */
function withoutInnerQuotes(text: string, value: Value): Value {
  const inner = text.charAt(value.start);
  const isQuoted =
    (inner === '"' || inner === "'") && inner === text.charAt(value.end - 1) && value.end - value.start > 2;
  return isQuoted ? { ...value, start: value.start + 1, end: value.end - 1 } : value;
}

/**
 * The bare value that begins at `from` and goes on to a blank or a mark that ends words; undefined where nothing stands there.
 *
 * @param closing the quote of the string that all of this stands in, or empty
 */
export function bareValueAt(text: string, from: number, closing: string): Value | undefined {
  const start = skipBlanks(text, from);
  const window = text.slice(start, start + LONGEST);
  BARE_END.lastIndex = 0;
  const stop = BARE_END.exec(window)?.index ?? window.length;
  // Cut off it would not be the secret.
  if (stop === LONGEST) return undefined;
  const inner = closing === "" ? stop : Math.min(stop, lengthBefore(window, closing));
  const end = start + withoutTrail(window.slice(0, inner)).length;
  return end > start ? { start, end, quote: "" } : undefined;
}

function lengthBefore(window: string, closing: string): number {
  const at = window.indexOf(closing);
  return at < 0 ? window.length : at;
}

/** Without the sentence's and the bracket's marks behind it: `secret).` */
function withoutTrail(value: string): string {
  const bare = value.replace(/[,;:]+$/, "");
  const open = (bare.match(/[([{]/g) ?? []).length;
  const closed = (bare.match(/[)\]}]/g) ?? []).length;
  return closed > open ? bare.replace(/[)\]}]+[.,;]?$/, "") : bare;
}

function closingQuote(text: string, start: number, quote: string): number | undefined {
  const manyLines = quote.length === 3 || quote === "`";
  const escaped = quote.startsWith("\\");
  const last = Math.min(text.length, start + LONGEST);
  for (let at = start; at < last; at++) {
    if (text.startsWith(quote, at)) return at;
    const unit = text.charCodeAt(at);
    if (unit === 0x5c && !escaped) at++;
    else if (!manyLines && isLineBreak(unit)) return undefined;
  }
  return undefined;
}
