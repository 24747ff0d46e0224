import { parseExactJson } from "../core/exact-json.ts";
import { parseEnv } from "node:util";
import { ExpectedError } from "../core/errors.ts";
import { Secret } from "../core/secrets/secret.ts";
import type { Field, SecretData } from "../core/vault/types.ts";

/** The three ways an object can be written. */
export type ObjectSyntax = "json" | "yaml" | "dotenv";

const DOTENV_NAME = /(?:^|[/\\])\.env(?:\.[^/\\]*)?$|\.env$/u;
const DOTENV_LINE = /^\s*(?:export\s+)?[A-Za-z_]\w*\s*=/u;

/** The syntax of an object, by its file's name, else by how it begins. */
export function syntaxOf(name: string | undefined, text: string): ObjectSyntax {
  if (name !== undefined && /\.json$/iu.test(name)) return "json";
  if (name !== undefined && /\.ya?ml$/iu.test(name)) return "yaml";
  if (name !== undefined && DOTENV_NAME.test(name)) return "dotenv";
  if (/^\s*[[{]/u.test(text)) return "json";
  const first = text.split("\n").find((line) => /^\s*[^\s#]/u.test(line)) ?? "";
  return DOTENV_LINE.test(first) ? "dotenv" : "yaml";
}

/**
 * Reads an object of keys and values. `name` is the file's, undefined for standard input. Values that are no text stay
 * what they are; a YAML number is one only where it loses nothing (`007` and `1.10` stay text). Throws `bad-input`,
 * which never quotes the input.
 */
export async function readObject(text: string, name: string | undefined): Promise<SecretData> {
  const what = name ?? "standard input";
  const syntax = syntaxOf(name, text);
  const object = await parsed(withoutMark(text), syntax, what);
  if (typeof object !== "object" || object === null || Array.isArray(object))
    throw bad(what, "it is not an object with keys");
  const fields = Object.entries(object).map(([key, value]): [string, Field] => [key, fieldOf(value)]);
  if (fields.length === 0) throw bad(what, "it has no keys");
  return new Map(fields);
}

/** A value as it is stored: text as it is, anything else as its JSON. */
function fieldOf(value: unknown): Field {
  if (typeof value === "string") return { value: Secret.of(value), json: false };
  return { value: Secret.of(JSON.stringify(value)), json: true };
}

async function parsed(text: string, syntax: ObjectSyntax, what: string): Promise<unknown> {
  try {
    if (syntax === "json") return parseExactJson(text);
    if (syntax === "yaml") return (await import("./yaml.ts")).parseYaml(text);
  } catch {
    throw bad(what, `it is not ${syntax.toUpperCase()}`); // the parser's own words quote the text
  }
  const stray = strayLine(text);
  if (stray !== undefined) throw bad(what, `line ${stray} is not NAME=VALUE`);
  return parseEnv(text);
}

/** The number of the first line that a dotenv reader would pass over in silence, or undefined. */
function strayLine(text: string): number | undefined {
  let open: string | undefined;
  for (const [index, line] of text.split("\n").entries()) {
    if (open !== undefined) {
      if (line.includes(open)) open = undefined;
    } else if (DOTENV_LINE.test(line)) {
      open = openQuote(line);
    } else if (/^\s*[^\s#]/u.test(line)) {
      return index + 1;
    }
  }
  return undefined;
}

/** The quote a line leaves open, so that the next lines belong to its value. */
function openQuote(line: string): string | undefined {
  const quote = /=\s*(?<quote>["'`])/u.exec(line);
  if (quote?.groups?.["quote"] === undefined) return undefined;
  const rest = line.slice(quote.index + quote[0].length);
  return rest.includes(quote.groups["quote"]) ? undefined : quote.groups["quote"];
}

function withoutMark(text: string): string {
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}

/** Bytes of one value or one object as text. Throws `bad-input` for bytes that are not UTF-8; a byte order mark stays. */
export function textOf(bytes: Uint8Array, what: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw bad(what, "it is not UTF-8 text; put --base64 stores bytes");
  }
}

function bad(what: string, reason: string): ExpectedError {
  return new ExpectedError({ code: "bad-input", what, reason });
}
