/**
 * What a stretch of JavaScript, TypeScript or JSX is. `string`, `jsx-string`: with their quotes; `template`: the text
 * between two of a template's punctuators (which are `punct`); `jsx-text`: text between tags.
 */
export type TokenKind = "word" | "punct" | "string" | "template" | "regex" | "jsx-string" | "jsx-text";

interface Stretch {
  readonly start: number;
  readonly end: number;
}

export interface Token extends Stretch {
  readonly kind: TokenKind;
  /** Index of the token that opened the bracket, brace or template around this one; -1 at the top. */
  readonly parent: number;
}

export interface Sources {
  readonly tokens: readonly Token[];
  readonly comments: readonly Stretch[];
}

type Mode = "code" | "template" | "jsx-tag" | "jsx-closing-tag" | "jsx-children";

interface Scan {
  readonly text: string;
  readonly jsx: boolean;
  readonly tokens: Token[];
  readonly comments: Stretch[];
  readonly modes: { readonly mode: Mode; readonly opener: number }[];
  at: number;
}

/**
 * Splits a source into tokens and comments. Broken source gives some tokens, never an error.
 * `jsx`: `<` can open an element (`.js`, `.jsx`, `.tsx`).
 */
export function tokensOf(text: string, jsx: boolean): Sources {
  const scan: Scan = { text, jsx, tokens: [], comments: [], modes: [{ mode: "code", opener: -1 }], at: 0 };
  while (scan.at < text.length) step(scan);
  return scan;
}

function step(scan: Scan): void {
  switch (scan.modes.at(-1)?.mode ?? "code") {
    case "code":
      return stepCode(scan);
    case "template":
      return stepTemplate(scan);
    case "jsx-children":
      return stepChildren(scan);
    case "jsx-tag":
    case "jsx-closing-tag":
      return stepTag(scan);
  }
}

const SPACE = /[\s\uFEFF]+/uy;
const COMMENT = /\/\/[^\n\r]*|\/\*[\s\S]*?(?:\*\/|$)/uy;
const HASHBANG = /#![^\n\r]*/uy;
// Unclosed strings end with their line.
const STRING = /"(?:\\(?:\r\n|[\s\S])|[^"\\\n\r]+)*"?|'(?:\\(?:\r\n|[\s\S])|[^'\\\n\r]+)*'?/uy;
const WORD = /[\p{ID_Continue}\p{Join_Control}$#@\\]+/uy;
const REGEX = /\/(?:\\[^\n\r]|\[(?:\\[^\n\r]|[^\]\\\n\r])*\]|[^/\\[\n\r])+\/\w*/uy;
const PUNCT = /=>|={2,3}|!={1,2}|\+\+|--|\?\?=?|\?\.|[<>+\-*/%&|^]=|[\s\S]/uy;
const ELEMENT = /<(?:>|[A-Za-z_$][\w$.:-]*(?!\s*(?:,|\bextends\b|=[^{"']))[\s/>])/uy;

function stepCode(scan: Scan): void {
  if (skip(scan, SPACE) || comment(scan, COMMENT) || add(scan, "string", STRING)) return;
  if (scan.at === 0 && comment(scan, HASHBANG)) return;
  if (add(scan, "word", WORD)) return;
  if (beginsExpression(scan) && (openElement(scan) || add(scan, "regex", REGEX))) return;
  bracket(scan);
}

function openElement(scan: Scan): boolean {
  if (!scan.jsx || match(scan, ELEMENT) === undefined) return false;
  open(scan, 1, "jsx-tag");
  return true;
}

function bracket(scan: Scan): void {
  const char = scan.text[scan.at] ?? "";
  if ("([{".includes(char)) return open(scan, 1, "code");
  if (char === "`") return open(scan, 1, "template");
  if (")]}".includes(char)) return close(scan, 1);
  add(scan, "punct", PUNCT);
}

const TEMPLATE_TEXT = /(?:\\[\s\S]|\$(?!\{)|[^\\$`]+)*/uy;

function stepTemplate(scan: Scan): void {
  push(scan, "template", match(scan, TEMPLATE_TEXT) ?? 0);
  if (scan.text.startsWith("${", scan.at)) open(scan, 2, "code");
  else close(scan, 1);
}

const CHILDREN_TEXT = /[^<{]+/uy;

function stepChildren(scan: Scan): void {
  if (add(scan, "jsx-text", CHILDREN_TEXT)) return;
  if (scan.text[scan.at] === "{") return open(scan, 1, "code");
  open(scan, 1, /^<\s*\//u.test(scan.text.slice(scan.at, scan.at + 8)) ? "jsx-closing-tag" : "jsx-tag");
}

const JSX_STRING = /"[^"]*"?|'[^']*'?/uy;
const TYPE_ARGUMENTS = /<[^<>]*(?:<[^<>]*>[^<>]*)*>/uy;
const JSX_NAME = /[\p{ID_Continue}$.:-]+/uy;

function stepTag(scan: Scan): void {
  if (skip(scan, SPACE) || comment(scan, COMMENT)) return;
  if (add(scan, "jsx-string", JSX_STRING) || add(scan, "word", JSX_NAME)) return;
  if (!add(scan, "punct", TYPE_ARGUMENTS)) punctuateTag(scan);
}

function punctuateTag(scan: Scan): void {
  const closing = scan.modes.at(-1)?.mode === "jsx-closing-tag";
  if (!closing && scan.text.startsWith("/>", scan.at)) return close(scan, 2);
  const char = scan.text[scan.at];
  if (char === "{") return open(scan, 1, "code");
  if (char === ">") return endTag(scan);
  push(scan, "punct", 1);
}

function endTag(scan: Scan): void {
  const closing = scan.modes.at(-1)?.mode === "jsx-closing-tag";
  close(scan, 1);
  if (closing) scan.modes.pop();
  else scan.modes.push({ mode: "jsx-children", opener: scan.tokens.length - 1 });
}

function open(scan: Scan, length: number, mode: Mode): void {
  push(scan, "punct", length);
  scan.modes.push({ mode, opener: scan.tokens.length - 1 });
}

function close(scan: Scan, length: number): void {
  if (scan.modes.length > 1) scan.modes.pop();
  push(scan, "punct", Math.min(length, scan.text.length - scan.at));
}

function push(scan: Scan, kind: TokenKind, length: number): void {
  if (length === 0 && kind !== "template") return;
  const parent = scan.modes.at(-1)?.opener ?? -1;
  scan.tokens.push({ kind, start: scan.at, end: scan.at + length, parent });
  scan.at += length;
}

function add(scan: Scan, kind: TokenKind, pattern: RegExp): boolean {
  const length = match(scan, pattern);
  if (length !== undefined) push(scan, kind, length);
  return length !== undefined;
}

function comment(scan: Scan, pattern: RegExp): boolean {
  const start = scan.at;
  if (!skip(scan, pattern)) return false;
  scan.comments.push({ start, end: scan.at });
  return true;
}

function skip(scan: Scan, pattern: RegExp): boolean {
  const length = match(scan, pattern);
  scan.at += length ?? 0;
  return length !== undefined;
}

function match(scan: Scan, pattern: RegExp): number | undefined {
  pattern.lastIndex = scan.at;
  const length = pattern.exec(scan.text)?.[0].length ?? 0;
  return length === 0 ? undefined : length;
}

const OPERATOR_WORDS = new Set(
  "return typeof case in of delete void instanceof new throw else do yield await default extends".split(" "),
);

/** True where the next token begins an expression, so that `/` opens a regular expression and `<` an element. */
function beginsExpression(scan: Scan): boolean {
  const last = scan.tokens.at(-1);
  if (last === undefined) return true;
  const text = scan.text.slice(last.start, last.end);
  if (last.kind === "word") return OPERATOR_WORDS.has(text);
  if (last.kind !== "punct") return false;
  if (text === ")") return closesCondition(scan);
  return !["]", "}", "`", "++", "--", "/>"].includes(text);
}

const CONDITIONS = new Set(["if", "while", "for", "with"]);

function closesCondition(scan: Scan): boolean {
  let depth = 0;
  for (let at = scan.tokens.length - 1; at >= 0; at -= 1) {
    const token = scan.tokens[at];
    if (token?.kind !== "punct") continue;
    const text = scan.text.slice(token.start, token.end);
    if (text === ")") depth += 1;
    if (text === "(") depth -= 1;
    if (depth > 0) continue;
    const before = scan.tokens[at - 1];
    return before !== undefined && CONDITIONS.has(scan.text.slice(before.start, before.end));
  }
  return false;
}
