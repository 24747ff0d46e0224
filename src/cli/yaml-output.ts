import { isObject } from "../core/json-shape.ts";

/** What reads as text without quotes, whatever the reader's release of YAML: it begins with a letter and holds no indicator. */
const PLAIN = /^[A-Za-z_/](?:[\w ./@=+-]*[\w./@=+-])?$/u;
/** Words that some release of YAML reads as something else. */
const WORD = /^(?:true|false|yes|no|on|off|null|y|n)$/iu;
/** Text that a literal block can hold: printable, and not beginning with what would count as indentation. */
const LITERAL =
  /^(?![ \t\n])[\t\n\u0020-\u007E\u00A0-\u2027\u202A-\uD7FF\uE000-\uFEFE\uFF00-\uFFFD\u{10000}-\u{10FFFF}]*$/u;
const UNPRINTABLE = /[\u007F-\u009F\u2028\u2029\uFEFF\uFFFE\uFFFF]/gu;
/** Keys beyond it need a form of their own (YAML 1.2, 7.4.2: 1024 characters). */
const LONGEST_KEY = 500;

/** Every JSON text in quotes is one of YAML, but for characters that YAML does not print. */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll(
    UNPRINTABLE,
    (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function inLine(value: unknown): string {
  if (typeof value !== "string") return JSON.stringify(value);
  return PLAIN.test(value) && !WORD.test(value) ? value : quoted(value);
}

function literal(text: string, indent: string): string {
  const [, body = "", ends = ""] = /^([^]*?)(\n*)$/u.exec(text) ?? [];
  const chomping = { 0: "-", 1: "" }[ends.length] ?? "+";
  const lines = `${body}${ends.slice(1)}`.split("\n").map((line) => (line === "" ? "" : `${indent}  ${line}`));
  return `|${chomping}\n${lines.join("\n")}`;
}

/** What takes lines of its own; undefined for anything else. */
function block(value: unknown, indent: string): string | undefined {
  if (Array.isArray(value)) return value.length === 0 ? undefined : sequence(value, indent);
  return isObject(value) && Object.keys(value).length > 0 ? mapping(value, indent) : undefined;
}

/** A value behind `key:` or `-`, with the space or line break before it. */
function nested(value: unknown, indent: string): string {
  const own = block(value, `${indent}  `);
  if (own !== undefined) return `\n${own}`;
  if (typeof value === "string" && value.includes("\n") && LITERAL.test(value)) return ` ${literal(value, indent)}`;
  return ` ${inLine(value)}`;
}

function mapping(object: Readonly<Record<string, unknown>>, indent: string): string {
  return Object.entries(object)
    .map(([name, value]) => {
      const key = inLine(name);
      const start = key.length > LONGEST_KEY ? `? ${key}\n${indent}` : key;
      return `${indent}${start}:${nested(value, indent)}`;
    })
    .join("\n");
}

function sequence(values: readonly unknown[], indent: string): string {
  // What stands behind a dash is a block of its own, whose first line begins on the dash's.
  return values.map((value) => `${indent}-${nested(value, indent).replace(/^\n\s*/u, " ")}`).join("\n");
}

/**
 * Anything of JSON as one YAML document, which ends in a line break. Texts that a reader of any release would take for
 * something else are quoted.
 */
export function formatYaml(value: unknown): string {
  return `${block(value, "") ?? nested(value, "").slice(1)}\n`;
}
