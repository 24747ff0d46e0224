import type { Span } from "../../core/detection/rule.ts";

/** Why no comment can keep a finding away: `none`, the language has no comments; `inside`, one would become part of a text. */
export type NoComment = "none" | "inside";

/** Where a comment goes, as an insertion. */
export interface CommentInsertion {
  readonly offset: number;
  readonly text: string;
}

interface Syntax {
  readonly open: string;
  readonly close?: string;
  /** False where what follows a value on its line belongs to the value. */
  readonly trailing: boolean;
}

const slashes: Syntax = { open: "//", trailing: true };
const hash: Syntax = { open: "#", trailing: true };
const hashAbove: Syntax = { open: "#", trailing: false };
const dashes: Syntax = { open: "--", trailing: true };
const semicolon: Syntax = { open: ";", trailing: true };
const percent: Syntax = { open: "%", trailing: true };
const stars: Syntax = { open: "/*", close: "*/", trailing: true };
const tags: Syntax = { open: "<!--", close: "-->", trailing: true };

const named = (syntax: Syntax, ids: string): readonly (readonly [string, Syntax])[] =>
  ids.split(" ").map((id) => [id, syntax]);

/** By VS Code's language ids. */
const SYNTAX: ReadonlyMap<string, Syntax> = new Map([
  ...named(
    slashes,
    "javascript javascriptreact typescript typescriptreact java kotlin scala groovy go rust c cpp csharp objective-c " +
      "objective-cpp swift dart php fsharp jsonc json5 scss less proto3 proto solidity zig bicep prisma cuda-cpp hlsl d",
  ),
  ...named(
    hash,
    "python ruby perl perl6 raku r yaml shellscript powershell toml terraform hcl elixir coffeescript julia nix graphql " +
      "makefile cmake crystal tcl fish gdscript starlark dockercompose",
  ),
  ...named(hashAbove, "dotenv env properties dockerfile ignore pip-requirements ssh_config git-rebase"),
  ...named(dashes, "sql plsql pgsql mysql lua haskell elm ada vhdl"),
  ...named({ open: ";", trailing: false }, "ini"),
  ...named(semicolon, "clojure lisp scheme asm"),
  ...named(percent, "latex tex erlang matlab prolog"),
  ...named(stars, "css"),
  ...named(tags, "html xml xsl svg markdown vue svelte"),
  ...named({ open: "'", trailing: true }, "vb"),
  ...named({ open: "REM", trailing: false }, "bat"),
]);

/** A comment further away from the finding is not seen. */
const REACH = 300;
const HEREDOC_REACH = 5000;
/** Those that may enclose several lines. */
const QUOTES = ['"""', "'''", "`"];
/** In YAML what follows a name on its line ends there; other lines may be part of a text. */
const YAML_PAIR = /^\s*(?:- +)?[\w."'/-]+\s*:\s/;
const MARK = "lockers:ignore";
const MARK_ABOVE = "lockers:ignore-next-line";

interface Site {
  readonly text: string;
  readonly languageId: string;
  /** The file's name: some have comments that their language id does not tell of. */
  readonly name: string;
  readonly eol: string;
}

/**
 * The comment that keeps a finding away: at the end of its line, or on a line above where a comment may not follow a value.
 * A reason where there is none: the caller has another way.
 */
export function ignoreComment(site: Site, finding: Span): CommentInsertion | NoComment {
  const { text, name } = site;
  const syntax = /^\.env(?:\.|$)|\.env$/.test(name) ? hashAbove : SYNTAX.get(site.languageId);
  if (syntax === undefined) return "none";
  const from = text.lastIndexOf("\n", finding.start - 1) + 1;
  const to = lineEndAt(text, finding.end);
  const line = text.slice(from, to);
  if (isContinued(text, from)) return "inside";
  const indent = line.slice(0, line.length - line.trimStart().length);
  const above = { offset: from, text: `${indent}${written(syntax, MARK_ABOVE)}${site.eol}` };
  if (!syntax.trailing) return above;
  if (isFar(text, finding, to)) return isMarkup(site) ? "inside" : above;
  if (isWithin(site, line)) return "inside";
  return { offset: to, text: `${syntax === hash ? "  " : " "}${written(syntax, MARK)}` };
}

/** True where a comment at the end of the line would not be seen beside the finding. */
function isFar(text: string, { start, end }: Span, lineEnd: number): boolean {
  return lineEnd - end > REACH || text.slice(start, end).includes("\n");
}

/** True where what is added at the end of the line belongs to a text. */
function isWithin(site: Site, line: string): boolean {
  if (isLeftOpen(line) || isMarkupOpen(site, line)) return true;
  return /^(?:yaml|dockercompose)$/.test(site.languageId) && !YAML_PAIR.test(line);
}

function written({ open, close }: Syntax, mark: string): string {
  return close === undefined ? `${open} ${mark}` : `${open} ${mark} ${close}`;
}

function lineEndAt(text: string, offset: number): number {
  const feed = text.indexOf("\n", offset);
  const end = feed < 0 ? text.length : feed;
  return text[end - 1] === "\r" && end > offset ? end - 1 : end;
}

/** True where a text of several lines, or a command that goes on behind a `\`, has begun above. */
function isContinued(text: string, from: number): boolean {
  const above = text.slice(0, from);
  const before = above.split(/\r?\n/).at(-2) ?? "";
  return before.endsWith("\\") || QUOTES.some((quote) => above.split(quote).length % 2 === 0) || isInHeredoc(above);
}

function isInHeredoc(above: string): boolean {
  const near = above.slice(-HEREDOC_REACH);
  const opened = [...near.matchAll(/<<[-~]?[ \t]*["']?([A-Za-z_]\w*)/g)].at(-1);
  if (opened === undefined) return false;
  const lines = near.slice(opened.index).split(/\r?\n/).slice(1);
  return !lines.some((line) => line.trim() === opened[1]);
}

/** True where the line ends within a text or goes on behind a `\`. Rather too often: there is always another way. */
function isLeftOpen(line: string): boolean {
  if (line.endsWith("\\")) return true;
  const plain = line.replaceAll(/\\./g, "").replaceAll(/(?<=\p{L})'(?=\p{L})/gu, "");
  return ['"', "'", "`"].some((quote) => plain.split(quote).length % 2 === 0);
}

function isMarkup({ languageId }: Site): boolean {
  return SYNTAX.get(languageId) === tags || languageId.endsWith("react");
}

/** In markup a comment stands between elements only; in the code of a page it would be text. */
function isMarkupOpen(site: Site, line: string): boolean {
  if (!isMarkup(site)) return false;
  const ends = line.trimEnd();
  if (site.languageId.endsWith("react")) return ends.endsWith(">") || /^\s*</.test(line);
  return !ends.endsWith(">") || /<script(?![^]*<\/script)/i.test(site.text.slice(0, site.text.indexOf(line)));
}
