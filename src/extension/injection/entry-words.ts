import type { MappingEntry, MappingValue } from "../../core/references/mapping.ts";
import { printable } from "../../core/text/printable.ts";

// What VS Code would draw as an icon in a row.
const ICON = /\$\([A-Za-z0-9-]+(?:~[A-Za-z]+)?\)/g;

/** What a variable would get: the reference without its scheme, or the text with `${NAME}` for another variable's value. */
export function entryWords({ value }: Pick<MappingEntry, "value">): string {
  return printable(written(value)).replaceAll(ICON, String.raw`\$&`);
}

function written(value: MappingValue): string {
  if (value.kind === "reference") return value.text.replace(/^vault:\/\//, "");
  return value.parts.map((part) => ("text" in part ? part.text : `\${${part.variable}}`)).join("");
}
