import { CONTROL_ESCAPES } from "../control-escapes.ts";
import { unitsOf, type Content, type SourceUnit } from "../../source-units.ts";

// ECMA-262, 12.9.4: escape sequences of string and template literals, legacy octal ones included.
const ESCAPE =
  /\\(?:u\{([0-9a-fA-F]+)\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([0-3][0-7]{0,2}|[4-7][0-7]?)|(\r\n|[\s\S]))/uy;
const SIMPLE = new Map([
  ...CONTROL_ESCAPES,
  ["v", "\v"],
  ["\n", ""],
  ["\r", ""],
  ["\r\n", ""],
  ["\u2028", ""],
  ["\u2029", ""],
]);

function decodeEscape(found: RegExpExecArray): string {
  const [, braced, four, two, octal, simple = ""] = found;
  const hex = braced ?? four ?? two;
  if (hex !== undefined) return codePoint(Number.parseInt(hex, 16));
  if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
  return SIMPLE.get(simple) ?? simple;
}

function codePoint(code: number): string {
  return code <= 0x10_ffff ? String.fromCodePoint(code) : "\uFFFD";
}

/** Units of a string literal's content. */
export function stringUnits(text: string, content: Content): readonly SourceUnit[] {
  return unitsOf(text, content, ESCAPE, decodeEscape);
}

const TEMPLATE_ESCAPE = new RegExp(String.raw`${ESCAPE.source}|\r\n?`, "uy");

/** Units of a template's text: as in strings, and every line break is a `\n` (ECMA-262, 12.9.6: TV of CR). */
export function templateUnits(text: string, content: Content): readonly SourceUnit[] {
  return unitsOf(text, content, TEMPLATE_ESCAPE, (found) => (found[0].startsWith("\\") ? decodeEscape(found) : "\n"));
}

const ENTITY = /&(?:#x([0-9a-fA-F]+)|#(\d+)|(amp|lt|gt|quot|apos|nbsp));/uy;
const ENTITIES = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
  ["nbsp", "\u00A0"],
]);

/** Units of an attribute's or an element's text in JSX: no escapes, but character references. */
export function jsxUnits(text: string, content: Content): readonly SourceUnit[] {
  return unitsOf(text, content, ENTITY, ([, hex, decimal, name = ""]) => {
    if (hex !== undefined) return codePoint(Number.parseInt(hex, 16));
    if (decimal !== undefined) return codePoint(Number.parseInt(decimal, 10));
    return ENTITIES.get(name) ?? "";
  });
}

/** Units of a string literal written so that they mean the same inside a template. */
export function asTemplateText(text: string, units: readonly SourceUnit[]): string {
  return units
    .map((unit, index) => {
      const raw = text.slice(unit.start, unit.end);
      const opens = raw === "$" && text[unit.end] === "{" && index + 1 < units.length;
      return opens ? String.raw`\$` : templateText(raw);
    })
    .join("");
}

function templateText(raw: string): string {
  const octal = /^\\([0-7]{1,3})$/.exec(raw)?.[1];
  if (octal !== undefined) return String.raw`\x${Number.parseInt(octal, 8).toString(16).padStart(2, "0")}`;
  if (raw === "\\8" || raw === "\\9") return raw.slice(1);
  return raw === "`" ? "\\`" : raw;
}

/** The value of units written as a template's text. */
export function valueAsTemplateText(units: readonly SourceUnit[]): string {
  return units
    .map((unit) => unit.value)
    .join("")
    .replaceAll(/[\\`]/g, String.raw`\$&`)
    .replaceAll("${", "\\${");
}
