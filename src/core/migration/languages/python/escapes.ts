import { unitsOf, type Content, type SourceUnit } from "../../source-units.ts";

/** How a Python literal is written. */
export interface LiteralForm {
  /** Lower case, for example `rb`. */
  readonly prefix: string;
  readonly quote: string;
  /** Content without prefix and quotes. */
  readonly content: Content;
}

/** Reads prefix and quotes of a literal or an f-string's opening. Undefined for a literal that is not closed. */
export function formOf(text: string, start: number, end: number): LiteralForm | undefined {
  const [, prefix = "", quote = ""] = /^(\w*)("""|'''|"|')/.exec(text.slice(start, end)) ?? [];
  const content = { start: start + prefix.length + quote.length, end: end - quote.length };
  if (content.end < content.start || !text.startsWith(quote, content.end)) return undefined;
  return { prefix: prefix.toLowerCase(), quote, content };
}

const LINE_BREAK = String.raw`\r\n?`;
const BYTE_ESCAPES = String.raw`\\(?:([0-7]{1,3})|x([0-9a-fA-F]{2})|(\r\n|[\s\S]))`;
const TEXT_ESCAPES = String.raw`\\(?:([0-7]{1,3})|(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))|(N\{[^}]*\}|\r\n|[\s\S]))`;
const SIMPLE = new Map([
  ["\\", "\\"],
  ["'", "'"],
  ['"', '"'],
  ["a", "\x07"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
  ["\n", ""],
  ["\r", ""],
  ["\r\n", ""],
]);

/**
 * Units of a literal's content (language reference, 2.4.1). In a bytes literal each unit is one byte as a character.
 * `braces`: an f-string's text, where `{{` is one brace.
 */
export function literalUnits(text: string, form: LiteralForm, braces: boolean): readonly SourceUnit[] {
  const escapes = form.prefix.includes("b") ? BYTE_ESCAPES : TEXT_ESCAPES;
  const patterns = [LINE_BREAK];
  if (braces) patterns.push(String.raw`\{\{|\}\}`);
  if (!form.prefix.includes("r")) patterns.push(escapes);
  return unitsOf(text, form.content, new RegExp(patterns.join("|"), "uy"), decode);
}

function decode(found: RegExpExecArray): string {
  const [written] = found;
  if (/^[\r\n]/.test(written)) return "\n";
  if (!written.startsWith("\\")) return written.slice(1);
  const octal = /^\\([0-7]{1,3})$/.exec(written)?.[1];
  if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
  const hex = /^\\[xuU]([0-9a-fA-F]+)$/.exec(written)?.[1];
  if (hex !== undefined && found.slice(2, -1).includes(hex)) return codePoint(Number.parseInt(hex, 16));
  const rest = written.slice(1);
  return SIMPLE.get(rest) ?? written;
}

function codePoint(code: number): string {
  return code <= 0x10_ffff ? String.fromCodePoint(code) : "\uFFFD";
}

/** True where the units hold a character by name, which would need Unicode's list of names. */
export function namesCharacters(text: string, form: LiteralForm, units: readonly SourceUnit[]): boolean {
  return !/[rb]/.test(form.prefix) && units.some((unit) => text.startsWith("\\N{", unit.start));
}

/** Bytes, one character each, as the text whose UTF-8 they are; undefined where they are no UTF-8. */
export function textOfBytes(bytes: string): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(
      Uint8Array.from(bytes, (char) => char.charCodeAt(0) & 0xff),
    );
  } catch {
    return undefined;
  }
}
