import { resolvePlain } from "./scalars.ts";

/** Anything of JSON as one YAML document that ends in a newline. Texts that would read as something else are quoted. */
export function formatYaml(value: unknown): string {
  if (!isNested(value)) return `${scalar(value)}\n`;
  return block(value, "");
}

function block(value: object, indent: string): string {
  const rows = Array.isArray(value)
    ? value.map((item: unknown) => `${indent}-${below(item, indent)}`)
    : Object.entries(value).map(([key, item]) => `${indent}${scalar(key)}:${below(item, indent)}`);
  return rows.join("");
}

/** What stands behind a key or a dash, with its line break. */
function below(value: unknown, indent: string): string {
  const deeper = `${indent}  `;
  if (isNested(value)) return `\n${block(value, deeper)}`;
  if (typeof value === "string" && isLiteral(value)) {
    const lines = value.replace(/\n$/u, "").split("\n");
    const chomp = value.endsWith("\n") ? "" : "-";
    return ` |${chomp}\n${lines.map((line) => (line === "" ? "" : `${deeper}${line}`)).join("\n")}\n`;
  }
  return ` ${scalar(value)}\n`;
}

function isNested(value: unknown): value is object {
  return typeof value === "object" && value !== null && Object.keys(value).length > 0;
}

/** Text of several lines that a literal block gives back as it is. */
function isLiteral(text: string): boolean {
  return /^[^\s][^\n]*\n/u.test(text) && !/\n\n$|[^\n\P{Cc}]|\p{Surrogate}|[\u0085\u2028\u2029\uFEFF]/u.test(text);
}

function scalar(value: unknown): string {
  if (typeof value !== "string") return JSON.stringify(value);
  const isPlain = /^[A-Za-z_/][\w./@+-]*(?: [\w./@+-]+)*$/u.test(value) && typeof resolvePlain(value) === "string";
  return isPlain && !/^(?:y|n|yes|no|on|off)$/iu.test(value) ? value : JSON.stringify(value);
}
