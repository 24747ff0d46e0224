import { contextual } from "./contextual.ts";
import { prefixed } from "./format.ts";
import { isFiller } from "./filler.ts";
import { infixed } from "./infixed.ts";
import { structured } from "./structured.ts";
import type { Rule } from "./rule.ts";

/**
 * Rules for formats that need no check of their own, one a line, columns set apart by ` | `: title, prefixes (set apart by
 * spaces, in their own case), pattern of what follows the prefix. The id is made from the title.
 *
 * In patterns `%` stands for an alphabet, with its length: `%h32` hex digits, `%l` small letters and digits, `%u` capitals and
 * digits, `%a` letters and digits, `%w` those with `_` and `-`, `%b` base64 and base64url, `%d` digits; a range is written
 * `%a20-30`. `%U` is a UUID. The rest is a regular expression.
 */
export function prefixedTable(table: string): readonly Rule[] {
  return rowsOf(table).map(([title = "", prefixes = "", rest = ""]) =>
    prefixed({ id: idOf(title), title, prefixes: prefixes.split(" "), rest: expand(rest) }),
  );
}

/** Rules for secrets that follow a text which is none of them: title, those texts (lower case), pattern of the secret. */
export function followingTable(table: string): readonly Rule[] {
  return rowsOf(table).map(([title = "", leads = "", pattern = ""]) =>
    structured({
      id: idOf(title),
      title,
      keywords: leads.split(" "),
      pattern: new RegExp(`(${leads.split(" ").map(escaped).join("|")})(${expand(pattern)})(?![A-Za-z0-9_])`, "iy"),
      isSecret: (secret) => !isFiller(secret),
    }),
  );
}

/** Rules for formats told by characters inside of them: title, those characters (lower case), pattern of the whole. */
export function infixedTable(table: string): readonly Rule[] {
  return rowsOf(table).map(([title = "", words = "", pattern = ""]) =>
    infixed({ id: idOf(title), title, words: words.split(" "), pattern: expand(pattern) }),
  );
}

/**
 * Rules for secrets without a mark of their own that stand beside their provider's name: name, the words to look for (set
 * apart by spaces, lower case), then one column for each kind, `API key: %h32`. Letters match in either case.
 */
export function contextualTable(table: string): readonly Rule[] {
  return rowsOf(table).flatMap(([provider = "", words = "", ...kinds]) =>
    kinds.map((kind) => {
      const [what = "", pattern = ""] = kind.split(": ");
      const title = `${provider} ${what}`;
      return contextual({ id: idOf(title), title, words: words.split(" "), pattern: expand(pattern) });
    }),
  );
}

const ALPHABETS: Readonly<Record<string, string>> = {
  h: "[a-f0-9]",
  l: "[a-z0-9]",
  u: "[A-Z0-9]",
  a: "[A-Za-z0-9]",
  w: "[A-Za-z0-9_-]",
  b: "[A-Za-z0-9+/_-]",
  d: "[0-9]",
};
const UUID = "[a-f0-9]{8}-(?:[a-f0-9]{4}-){3}[a-f0-9]{12}";

/** Writes the short forms out. */
function expand(pattern: string): string {
  return pattern
    .replaceAll("%U", UUID)
    .replaceAll(/%([hluawbd])(\d+)(?:-(\d+))?/g, (_, alphabet: string, least: string, most?: string) => {
      const count = most === undefined ? least : `${least},${most}`;
      return `${ALPHABETS[alphabet] ?? ""}{${count}}`;
    });
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
}

function idOf(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
}

function rowsOf(table: string): readonly (readonly string[])[] {
  return table
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => line.split(" | ").map((cell) => cell.trim()));
}
