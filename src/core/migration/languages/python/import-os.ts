import { lineBreakOf, type TextEdit } from "../../../text/edits.ts";
import type { PythonToken } from "./tokens.ts";

/** How a module reaches its environment, and the edit it needs for that. */
export interface EnvironmentAccess {
  /** `os.environ`, `environ`, or with the name the module imported it under. */
  readonly name: string;
  readonly edits: readonly TextEdit[];
}

interface Line {
  readonly start: number;
  /** Offset of the next logical line. */
  readonly next: number;
  readonly words: readonly string[];
  readonly first: PythonToken;
}

/**
 * How a module can say `os.environ`: as it already imports it at its top level before `use`, or with an `import os` after
 * shebang, encoding line, docstring and `from __future__` imports.
 */
export function accessEnvironment(text: string, tokens: readonly PythonToken[], use: number): EnvironmentAccess {
  const lines = logicalLines(text, tokens);
  for (const line of lines.filter(({ start, first }) => start < use && first.start === start)) {
    const name = importedName(line.words);
    if (name !== undefined) return { name, edits: [] };
  }
  const head = lines.findLastIndex((line, index) => isFuture(line) || (index === 0 && isDocstring(line)));
  const after = lines[head + 1];
  const amongImports = /^(?:import|from)$/.test(after?.words[0] ?? "");
  const start = after?.start ?? text.length;
  const at = amongImports ? start : aboveComment(text, start);
  const lineBreak = lineBreakOf(text);
  const gap = amongImports ? "" : lineBreak;
  return { name: "os.environ", edits: [{ start: at, end: at, text: `import os${lineBreak}${gap}` }] };
}

/** Start of the comment that stands right above a statement; a comment that opens the file stays where it is. */
function aboveComment(text: string, statement: number): number {
  const comment = /(?<=(?:^|\n)[ \t]*\r?\n)(?:#[^\n]*\n)+$/.exec(text.slice(0, statement));
  return comment?.index ?? statement;
}

function logicalLines(text: string, tokens: readonly PythonToken[]): readonly Line[] {
  const lines: Line[] = [];
  let current: PythonToken[] = [];
  for (const token of [...tokens, undefined]) {
    const ends = token === undefined || token.kind === "newline";
    const [first] = current;
    if (!ends) current.push(token);
    if (!ends || first === undefined) continue;
    lines.push({
      start: text.lastIndexOf("\n", first.start - 1) + 1 + bom(text, first.start),
      next: token?.end ?? text.length,
      words: current.map(({ start, end }) => text.slice(start, end)),
      first,
    });
    current = [];
  }
  return lines;
}

function bom(text: string, before: number): number {
  return text.startsWith("\uFEFF") && !text.slice(0, before).includes("\n") ? 1 : 0;
}

function isFuture({ words }: Line): boolean {
  return words[0] === "from" && words[1] === "__future__";
}

function isDocstring({ words, first }: Line): boolean {
  return words.length === 1 && first.kind === "string";
}

/** What `os.environ` is called after such an import, or undefined where the line does not give it. */
function importedName(words: readonly string[]): string | undefined {
  if (words[0] === "import") return importedModule(clauses(words.slice(1)));
  if (words[0] !== "from" || words[1] !== "os" || words[2] !== "import") return undefined;
  const found = clauses(words.slice(3)).find(([name]) => name === "environ");
  return found && (found[1] ?? "environ");
}

function importedModule(names: readonly Clause[]): string | undefined {
  // `import os.path` gives the name `os` too, `import os.path as p` does not.
  if (names.some(([name, alias]) => /^os(?:\.|$)/.test(name) && alias === undefined)) return "os.environ";
  const alias = names.find(([name]) => name === "os")?.[1];
  return alias && `${alias}.environ`;
}

type Clause = readonly [name: string, alias: string | undefined];

/** `a.b as c, d` as pairs of name and alias. */
function clauses(words: readonly string[]): readonly Clause[] {
  const text = words
    .filter((word) => word !== "(" && word !== ")")
    .join(" ")
    .replaceAll(" . ", ".");
  return text.split(",").map((clause) => {
    const [name = "", alias] = clause.trim().split(" as ");
    return [name, alias];
  });
}
