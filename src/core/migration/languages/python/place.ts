import type { PythonToken } from "./tokens.ts";

/** A source with its tokens and the index of the one that holds the secret. */
export interface Place {
  readonly text: string;
  readonly tokens: readonly PythonToken[];
  readonly index: number;
}

/** Quotes of the f-strings around a token, the innermost first. */
export function enclosingQuotes({ text, tokens, index }: Place): readonly string[] {
  const quotes: string[] = [];
  for (let at = tokens[index]?.parent ?? -1; at >= 0; at = tokens[at]?.parent ?? -1) {
    const token = tokens[at];
    if (token?.kind === "f-open") quotes.push(text.slice(token.start, token.end).replace(/^\w+/, ""));
  }
  return quotes;
}

/** True for a literal that is a statement by itself: a docstring, or text without effect. */
export function isAlone({ tokens, index }: Place): boolean {
  return endsLine(tokens[index - 1]) && endsLine(tokens[index + 1]);
}

function endsLine(token: PythonToken | undefined): boolean {
  return token === undefined || token.kind === "newline";
}

/** True inside a `case` pattern, where only literals and names may stand. */
export function isPattern({ text, tokens, index }: Place): boolean {
  const first = tokens.findLastIndex((token, at) => at < index && token.kind === "newline") + 1;
  const word = (at: number): string => text.slice(tokens[at]?.start, tokens[at]?.end);
  const colon = tokens.findIndex((token, at) => at > index && (token.kind === "newline" || word(at) === ":"));
  const assigned = ["=", ".", ":", "+="].includes(word(first + 1));
  return first < index && word(first) === "case" && colon !== -1 && word(colon) === ":" && !assigned;
}

/** The literals that Python joins with the one at the place because only space is between them, itself included. */
export function joined({ tokens, index }: Place): readonly PythonToken[] {
  let first = index;
  let last = index;
  // f-strings are several tokens: step over them as a whole.
  for (let at = before(tokens, first); at !== undefined; at = before(tokens, first)) first = at;
  for (let at = after(tokens, last); at !== undefined; at = after(tokens, last)) last = at;
  const group: PythonToken[] = [];
  for (let at = first; at <= last; at += 1) {
    const token = tokens[at];
    if (token === undefined) continue;
    const end = token.kind === "f-open" ? closing(tokens, at) : at;
    group.push(end === at ? token : { ...token, end: tokens[end]?.end ?? token.end });
    at = end;
  }
  return group;
}

function before(tokens: readonly PythonToken[], index: number): number | undefined {
  const token = tokens[index - 1];
  if (token?.kind === "string") return index - 1;
  if (token?.kind !== "f-close") return undefined;
  const opener = tokens.findLastIndex(
    ({ kind, parent }, at) => at < index - 1 && kind === "f-open" && parent === token.parent,
  );
  return opener === -1 ? undefined : opener;
}

function after(tokens: readonly PythonToken[], index: number): number | undefined {
  const token = tokens[index + 1];
  if (token?.kind === "string") return index + 1;
  return token?.kind === "f-open" ? closing(tokens, index + 1) : undefined;
}

function closing(tokens: readonly PythonToken[], opener: number): number {
  const parent = tokens[opener]?.parent;
  const close = tokens.findIndex((token, at) => at > opener && token.kind === "f-close" && token.parent === parent);
  return close === -1 ? opener : close;
}
