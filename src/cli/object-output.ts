import { parseExactJson } from "../core/exact-json.ts";
import { ExpectedError } from "../core/errors.ts";
import type { Field, SecretData } from "../core/vault/types.ts";
import type { Format } from "./output.ts";
import { table } from "./table.ts";
import { formatYaml } from "./yaml-output.ts";

/** A secret's keys and values in the format asked for; ends in a newline. Throws `bad-input` where `env` cannot name a key. */
export async function formatObject(data: SecretData, format: Format): Promise<string> {
  const entries = [...data];
  if (format === "text") return table(entries.map(([key, { value }]) => [key, value.reveal()]));
  if (format === "env")
    return entries.map(([key, { value }]) => `${variable(key)}=${quoted(value.reveal())}\n`).join("");
  return formatValue(Object.fromEntries(entries.map(([key, field]) => [key, plain(field)])), format);
}

/** One value: exactly as stored for `text`, else as a document of that format. */
export async function formatField(key: string, field: Field, format: Format): Promise<string> {
  if (format === "text") return field.value.reveal();
  if (format === "env") return formatObject(new Map([[key, field]]), format);
  return formatValue(plain(field), format);
}

/** Anything of JSON as a document that ends in a newline. */
export async function formatValue(value: unknown, format: "json" | "yaml"): Promise<string> {
  if (format === "json") return `${JSON.stringify(value, null, 2)}\n`;
  return formatYaml(value);
}

function plain({ value, json }: Field): unknown {
  return json ? parseExactJson(value.reveal()) : value.reveal();
}

function variable(key: string): string {
  if (/^[A-Za-z_]\w*$/u.test(key)) return key;
  throw new ExpectedError({ code: "bad-input", what: key, reason: "it cannot name an environment variable" });
}

/** A word for POSIX shells; readers of dotenv files take the same, single quotes within the value aside. */
function quoted(value: string): string {
  return `'${value.replaceAll("'", `'\\''`)}'`;
}
