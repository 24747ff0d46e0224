/**
 * What a stretch of Python is. `string`: a whole literal with prefix and quotes. An f-string is split: `f-open` (prefix
 * and quotes), `f-text`, code between `op` braces, `f-spec`, `f-close`. `newline` ends a logical line.
 */
export type PythonTokenKind = "word" | "op" | "string" | "f-open" | "f-text" | "f-spec" | "f-close" | "newline";

interface Stretch {
  readonly start: number;
  readonly end: number;
}

export interface PythonToken extends Stretch {
  readonly kind: PythonTokenKind;
  /** Index of the bracket or `f-open` around this token; -1 at the top. */
  readonly parent: number;
}

export interface PythonSource {
  readonly tokens: readonly PythonToken[];
  readonly comments: readonly Stretch[];
}

interface Mode {
  readonly mode: "code" | "f-expression" | "f-text" | "f-spec";
  readonly opener: number;
  /** Quotes of the f-string, empty elsewhere. */
  readonly quote: string;
}

interface Scan {
  readonly text: string;
  readonly tokens: PythonToken[];
  readonly comments: Stretch[];
  readonly modes: Mode[];
  at: number;
}

/** Splits Python source into tokens and comments (language reference, chapter 2). Broken source gives some tokens, never an error. */
export function pythonTokens(text: string): PythonSource {
  const scan: Scan = { text, tokens: [], comments: [], modes: [{ mode: "code", opener: -1, quote: "" }], at: 0 };
  while (scan.at < text.length) step(scan, top(scan));
  return scan;
}

function step(scan: Scan, mode: Mode): void {
  switch (mode.mode) {
    case "code":
    case "f-expression":
      return stepCode(scan, mode);
    case "f-text":
      return stepText(scan, mode);
    case "f-spec":
      return stepSpec(scan);
  }
}

const SPACE = /(?:[ \t\f\uFEFF]|\\\r?\n)+/uy;
const NEWLINE = /\r?\n|\r/uy;
const COMMENT = /#[^\r\n]*/uy;
const F_OPEN = /(?:[fFtT][rR]?|[rR][fFtT])(?:"""|'''|"|')/uy;
// Unclosed literals end with their line, triple-quoted ones with the text.
const STRING =
  /(?:[rR][bB]?|[bB][rR]?|[uU])?(?:"""(?:\\[\s\S]|(?!""")[^\\])*(?:"""|$)|'''(?:\\[\s\S]|(?!''')[^\\])*(?:'''|$)|"(?:\\(?:\r\n|[\s\S])|[^"\\\r\n]+)*"?|'(?:\\(?:\r\n|[\s\S])|[^'\\\r\n]+)*'?)/uy;
const WORD = /[\p{ID_Continue}]+/uy;
const OP = /:=|[=!<>+\-*/%&|^@]=|->|[\s\S]/uy;

function stepCode(scan: Scan, mode: Mode): void {
  if (match(scan, SPACE, "skip") || stepNewline(scan, mode)) return;
  if (openString(scan) || match(scan, STRING, "string")) return;
  if (match(scan, COMMENT, "comment") || match(scan, WORD, "word")) return;
  punctuate(scan, mode, scan.text[scan.at] ?? "");
}

function punctuate(scan: Scan, mode: Mode, char: string): void {
  if ("([{".includes(char)) return open(scan, "op", 1, { mode: "code", quote: "" });
  if (")]}".includes(char)) return close(scan, "op", 1);
  if (char === ":" && mode.mode === "f-expression") {
    push(scan, "op", 1);
    scan.modes.push({ mode: "f-spec", opener: mode.opener, quote: "" });
    return;
  }
  match(scan, OP, "op");
}

function stepNewline(scan: Scan, mode: Mode): boolean {
  return match(scan, NEWLINE, mode.opener === -1 ? "newline" : "skip");
}

function openString(scan: Scan): boolean {
  F_OPEN.lastIndex = scan.at;
  const opened = F_OPEN.exec(scan.text)?.[0];
  if (opened === undefined) return false;
  open(scan, "f-open", opened.length, { mode: "f-text", quote: opened.replace(/^\w+/, "") });
  return true;
}

const TEXTS = new Map([
  ['"', /(?:\\N\{[^}"\n]*\}|\\[\s\S]|\{\{|[^"\\{\r\n])+/uy],
  ["'", /(?:\\N\{[^}'\n]*\}|\\[\s\S]|\{\{|[^'\\{\r\n])+/uy],
  ['"""', /(?:\\N\{[^}"\n]*\}|\\[\s\S]|\{\{|(?!""")[^\\{])+/uy],
  ["'''", /(?:\\N\{[^}'\n]*\}|\\[\s\S]|\{\{|(?!''')[^\\{])+/uy],
]);

function stepText(scan: Scan, { quote }: Mode): void {
  const pattern = TEXTS.get(quote);
  if (pattern !== undefined && match(scan, pattern, "f-text")) return;
  if (scan.text[scan.at] === "{") return open(scan, "op", 1, { mode: "f-expression", quote: "" });
  const ends = scan.text.startsWith(quote, scan.at);
  close(scan, "f-close", ends ? quote.length : 0);
}

const SPEC = /[^{}\r\n"']+/uy;

function stepSpec(scan: Scan): void {
  if (match(scan, SPEC, "f-spec")) return;
  if (scan.text[scan.at] === "{") return open(scan, "op", 1, { mode: "f-expression", quote: "" });
  scan.modes.pop();
  close(scan, "op", scan.text[scan.at] === "}" ? 1 : 0);
}

function top(scan: Scan): Mode {
  return scan.modes.at(-1) ?? { mode: "code", opener: -1, quote: "" };
}

function open(scan: Scan, kind: PythonTokenKind, length: number, mode: Omit<Mode, "opener">): void {
  push(scan, kind, length);
  scan.modes.push({ ...mode, opener: scan.tokens.length - 1 });
}

function close(scan: Scan, kind: PythonTokenKind, length: number): void {
  if (scan.modes.length > 1) scan.modes.pop();
  push(scan, kind, length);
}

function push(scan: Scan, kind: PythonTokenKind, length: number): void {
  scan.tokens.push({ kind, start: scan.at, end: scan.at + length, parent: top(scan).opener });
  scan.at += length;
}

function match(scan: Scan, pattern: RegExp, kind: PythonTokenKind | "comment" | "skip"): boolean {
  pattern.lastIndex = scan.at;
  const length = pattern.exec(scan.text)?.[0].length ?? 0;
  if (length === 0) return false;
  if (kind === "comment") scan.comments.push({ start: scan.at, end: scan.at + length });
  if (kind === "comment" || kind === "skip") scan.at += length;
  else push(scan, kind, length);
  return true;
}
