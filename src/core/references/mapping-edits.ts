import { applyEdits, lineBreakOf, type TextEdit } from "../text/edits.ts";
import type { MappingPart } from "./mapping-lines.ts";
import { parseMapping } from "./mapping.ts";

/** A variable to be written into a mapping. */
export type MappingAddition =
  | { readonly name: string; readonly kind: "reference"; readonly reference: string }
  | { readonly name: string; readonly kind: "composed"; readonly parts: readonly MappingPart[] };

/** First line of a new mapping. */
export const MAPPING_HEADER = "# values are fetched when something starts";

/**
 * Edits that put `additions` into a mapping: a name that is there gets the new value on its line, a new one a line at
 * the end. Everything else stays as it is, line breaks included. An empty text gets a first line that says what the file is.
 * Throws what `parseMapping` throws.
 */
export function addToMapping(text: string, file: string, additions: readonly MappingAddition[]): readonly TextEdit[] {
  const entries = new Map(parseMapping(text, file).entries.map((entry) => [entry.name, entry]));
  const edits: TextEdit[] = [];
  const lines: string[] = [];
  for (const addition of additions) {
    const written = formatValue(addition);
    const entry = entries.get(addition.name);
    if (entry === undefined) lines.push(`${addition.name}=${written}`);
    else if (text.slice(entry.start, entry.end) !== written) {
      edits.push({ start: entry.start, end: entry.end, text: written });
    }
  }
  if (lines.length > 0) edits.push(appended(text, lines));
  return edits;
}

/** `text` with the additions in it; see `addToMapping`. */
export function mappingWith(text: string, file: string, additions: readonly MappingAddition[]): string {
  return applyEdits(text, addToMapping(text, file, additions));
}

function appended(text: string, lines: readonly string[]): TextEdit {
  const lineBreak = lineBreakOf(text);
  const empty = text === "" || text === "\uFEFF";
  const before = empty ? [MAPPING_HEADER] : [];
  const gap = empty || text.endsWith("\n") ? "" : lineBreak;
  return {
    start: text.length,
    end: text.length,
    text: gap + [...before, ...lines].map((line) => line + lineBreak).join(""),
  };
}

function formatValue(addition: MappingAddition): string {
  // A formatted reference holds nothing that dotenv readers treat specially.
  if (addition.kind === "reference") return addition.reference;
  const composed = addition.parts.some((part) => "variable" in part);
  const plain = addition.parts.map((part) => ("text" in part ? part.text : "")).join("");
  if (!composed && /^[\w./:@%+,=-]*$/.test(plain)) return plain;
  if (!composed && !/['\r\n]/.test(plain)) return `'${plain}'`;
  return `"${addition.parts.map((part) => ("text" in part ? escapeText(part.text) : `\${${part.variable}}`)).join("")}"`;
}

function escapeText(text: string): string {
  return text
    .replaceAll(/["\\$]/g, String.raw`\$&`)
    .replaceAll("\n", String.raw`\n`)
    .replaceAll("\r", String.raw`\r`)
    .replaceAll("\t", String.raw`\t`);
}
