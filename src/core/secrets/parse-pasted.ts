import { parseExactJson } from "../exact-json.ts";
import { isObject } from "../json-shape.ts";

/** One key of a pasted text. `json`: the value is JSON, not a text. */
export interface PastedKey {
  readonly name: string;
  readonly value: string;
  readonly json: boolean;
}

/** `line`: of dotenv text, counted from 1; undefined where the whole text is meant. Nothing of the text is quoted. */
export type Pasted =
  | { readonly kind: "keys"; readonly keys: readonly PastedKey[] }
  | { readonly kind: "fault"; readonly reason: "json" | "line" | "quote" | "empty"; readonly line: number | undefined };

/** Reads a pasted JSON object or dotenv text. Of a name that comes twice the last one counts. */
export function parsePasted(text: string): Pasted {
  const clean = text.replace(/^\uFEFF/u, "");
  if (clean.trim() === "") return fault("empty");
  const read = /^\s*[[{]/u.test(clean) ? fromJson(clean) : fromDotenv(clean);
  if (!Array.isArray(read)) return read;
  if (read.length === 0) return fault("empty");
  return { kind: "keys", keys: [...new Map(read.map((key) => [key.name, key])).values()] };
}

type Fault = Extract<Pasted, { kind: "fault" }>;

function fault(reason: Fault["reason"], line?: number): Fault {
  return { kind: "fault", reason, line };
}

function fromJson(text: string): PastedKey[] | Fault {
  let object: unknown;
  try {
    object = parseExactJson(text);
  } catch {
    return fault("json");
  }
  if (!isObject(object)) return fault("json");
  return Object.entries(object).map(([name, value]) =>
    typeof value === "string" ? { name, value, json: false } : { name, value: JSON.stringify(value), json: true },
  );
}

const HEAD = /^\s*(?:export\s+)?([^\s=#'"]+)\s*=[ \t]*/u;

/** dotenv as its readers agree on it: quotes may span lines, only double ones know escapes, `#` after a space begins a comment. */
function fromDotenv(text: string): PastedKey[] | Fault {
  const lines = text.split(/\r?\n/u);
  const keys: PastedKey[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    if (/^\s*(?:#|$)/u.test(line)) continue;
    const head = HEAD.exec(line);
    if (head?.[1] === undefined) return fault("line", at + 1);
    const rest = line.slice(head[0].length);
    const quote = /^['"`]/u.exec(rest)?.[0];
    if (quote === undefined) {
      keys.push({ name: head[1], value: rest.replace(/(?:^|\s)#.*$/u, "").trim(), json: false });
      continue;
    }
    const quoted = readQuoted([rest.slice(1), ...lines.slice(at + 1)], quote);
    if (quoted === undefined) return fault("quote", at + 1);
    keys.push({ name: head[1], value: quote === '"' ? unescaped(quoted.text) : quoted.text, json: false });
    at += quoted.lines;
  }
  return keys;
}

/** The text up to the closing quote, and how many line breaks it holds; undefined where the quote is not closed. */
function readQuoted(lines: readonly string[], quote: string): { text: string; lines: number } | undefined {
  const read: string[] = [];
  for (const [index, line] of lines.entries()) {
    const end = closing(line, quote);
    if (end !== -1) return { text: [...read, line.slice(0, end)].join("\n"), lines: index };
    read.push(line);
  }
  return undefined;
}

function closing(line: string, quote: string): number {
  for (let at = 0; at < line.length; at += 1) {
    if (quote === '"' && line[at] === "\\") at += 1;
    else if (line[at] === quote) return at;
  }
  return -1;
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\", $: "$" };

function unescaped(text: string): string {
  return text.replaceAll(/\\([nrt"\\$])/gu, (whole, sign: string) => ESCAPES[sign] ?? whole);
}
