import { prefixed } from "./format.ts";
import type { Rule } from "./rule.ts";

/**
 * Rules from a table of formats that need no check of their own: one a line, four columns set apart by `|` with a space
 * on both sides: id, title, prefixes (set apart by spaces), pattern (as `PrefixedFormat` has it).
 */
export function prefixedTable(table: string): readonly Rule[] {
  return rowsOf(table).map(([id = "", title = "", prefixes = "", pattern = ""]) =>
    prefixed({ id, title, prefixes: prefixes.split(" "), pattern }),
  );
}

function rowsOf(table: string): readonly (readonly string[])[] {
  return table
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => line.split(" | ").map((cell) => cell.trim()));
}
