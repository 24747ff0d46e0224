import { ExpectedError } from "../errors.ts";
import { validName } from "./mapping-names.ts";

/** A piece of a composed value: text as it is, or the value of another variable of the same mapping. */
export type MappingPart = { readonly text: string } | { readonly variable: string };

/** One `NAME=value` as written, quotes and escapes resolved. */
export interface RawAssignment {
  readonly name: string;
  readonly line: number;
  readonly parts: readonly MappingPart[];
  readonly start: number;
  readonly end: number;
}

interface Reader {
  readonly text: string;
  readonly file: string;
  at: number;
  line: number;
}

interface Value {
  readonly parts: readonly MappingPart[];
  readonly start: number;
  readonly end: number;
}

/** The assignments of a text in dotenv syntax, in order. Throws `mapping-syntax`. */
export function* scanLines(text: string, file: string): Generator<RawAssignment> {
  const reader: Reader = { text, file, at: text.startsWith("\uFEFF") ? 1 : 0, line: 1 };
  while (reader.at < text.length) {
    const assignment = readLine(reader);
    if (assignment !== undefined) yield assignment;
  }
}

const HEAD = /[ \t]*(?:export[ \t]+)?([^\s=#'"]+)[ \t]*=(?:[ \t]+(?![ \t#]))?/uy;
const BLANK = /[ \t]*(?:#[^\n]*)?(?:\r?\n|$)/uy;
// A comment needs whitespace before it; `KEY="a"#b` is an error and not a comment.
const REST = /(?:[ \t]+#[^\n]*|[ \t]*)(?:\r?\n|$)/uy;

function readLine(reader: Reader): RawAssignment | undefined {
  const { line } = reader;
  if (take(reader, BLANK) !== undefined) {
    reader.line += 1;
    return undefined;
  }
  const name = take(reader, HEAD)?.[1];
  if (name === undefined) throw failure(reader, "it is not NAME=value");
  // Not quoted, here and below: what stands in a file by mistake may be a secret.
  if (!validName(name)) throw failure(reader, "what stands before = cannot be the name of a variable");
  const value = readValue(reader);
  if (take(reader, REST) === undefined) throw failure(reader, "something follows the closing quote");
  reader.line += 1;
  return { name, line, ...value };
}

function readValue(reader: Reader): Value {
  const start = reader.at;
  const quote = reader.text[start];
  if (quote === "'") return readSingle(reader, start);
  return quote === '"' ? readDouble(reader, start) : readBare(reader, start);
}

function readSingle(reader: Reader, start: number): Value {
  const close = reader.text.indexOf("'", start + 1);
  if (close === -1) throw failure(reader, "a quote is not closed");
  return finish(reader, [{ text: reader.text.slice(start + 1, close) }], { start, end: close + 1 });
}

const ESCAPES = new Map([
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ['"', '"'],
  ["\\", "\\"],
  ["$", "$"],
]);
// No `$` in a name: with it, a text of many `${` would be searched to its end for each of them.
const DOUBLE = /\\([\s\S])|\$\{([^}$"\n]*)\}|([^"\\$]+|\$)|(")/uy;

function readDouble(reader: Reader, start: number): Value {
  const parts: MappingPart[] = [];
  DOUBLE.lastIndex = start + 1;
  for (let found = DOUBLE.exec(reader.text); found !== null; found = DOUBLE.exec(reader.text)) {
    const [, escaped, variable, plain, close] = found;
    if (close !== undefined) return finish(reader, parts, { start, end: DOUBLE.lastIndex });
    if (variable !== undefined) parts.push({ variable });
    else parts.push({ text: plain ?? unescape(reader, escaped ?? "") });
  }
  throw failure(reader, "a quote is not closed");
}

function unescape(reader: Reader, escaped: string): string {
  const char = ESCAPES.get(escaped);
  if (char === undefined) throw failure(reader, "a backslash means nothing here; single quotes keep it as it is");
  return char;
}

const LINE = /[^\r\n]*/uy;

function readBare(reader: Reader, start: number): Value {
  LINE.lastIndex = start;
  const line = LINE.exec(reader.text)?.[0] ?? "";
  const comment = line.search(/[ \t]#/u);
  const written = (comment === -1 ? line : line.slice(0, comment)).trimEnd();
  const parts: MappingPart[] = [];
  for (const [, variable, plain] of written.matchAll(/\$\{([^}$]*)\}|([^$]+|\$)/gu)) {
    parts.push(variable === undefined ? { text: plain ?? "" } : { variable });
  }
  return finish(reader, parts, { start, end: start + written.length });
}

function finish(reader: Reader, parts: readonly MappingPart[], range: { start: number; end: number }): Value {
  reader.at = range.end;
  for (let at = reader.text.indexOf("\n", range.start); at !== -1 && at < range.end;) {
    reader.line += 1;
    at = reader.text.indexOf("\n", at + 1);
  }
  return { parts, ...range };
}

function take(reader: Reader, pattern: RegExp): RegExpExecArray | undefined {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.text);
  if (found === null) return undefined;
  reader.at = pattern.lastIndex;
  return found;
}

function failure(reader: Reader, reason: string): ExpectedError {
  return new ExpectedError({ code: "mapping-syntax", file: reader.file, line: reader.line, reason });
}
