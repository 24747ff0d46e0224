/** What every text of a pattern begins with: so many characters of one set. */
export interface LeadingRun {
  /** 1 for each ASCII character of the set. */
  readonly alphabet: Uint8Array;
  /** How many of them, 0 where the pattern does not tell. */
  readonly length: number;
}

/** Longer runs are not worth counting: what has so many is nearly always the format. */
const MOST = 40;
const ASCII = String.fromCharCode(...new Uint8Array(128).keys());
const FIRST_SET = /^(?:\(\?<?[=!][^()]*\))?(\[[^\]]+\]|\\[wd])(?:\{(\d+)(?:,\d*)?\}|(\+)|(?![*?{]))/;

/**
 * The run that a regular expression's source begins with, as far as its alternatives tell.
 *
 * @param flags `i` where letters match in either case
 */
export function leadingRun(pattern: string, flags = ""): LeadingRun {
  const alphabet = new Uint8Array(128);
  let length = MOST;
  for (const alternative of alternatives(pattern)) {
    const [, set = "", count, plus] = FIRST_SET.exec(alternative) ?? [];
    if (set === "") return { alphabet, length: 0 };
    for (const member of ASCII.match(new RegExp(set, `g${flags}`)) ?? []) alphabet[member.charCodeAt(0)] = 1;
    length = Math.min(length, count === undefined || plus !== undefined ? 1 : Number(count));
  }
  return { alphabet, length };
}

/** Of a pattern that may begin with anything. */
export const NO_RUN: LeadingRun = { alphabet: new Uint8Array(128), length: 0 };

/** The run that any of some patterns begins with. */
export function commonRun(runs: readonly LeadingRun[]): LeadingRun {
  const [first = NO_RUN, ...others] = runs;
  if (others.length === 0) return first;
  const length = runs.reduce((least, run) => Math.min(least, run.length), MOST);
  return {
    length,
    alphabet: first.alphabet.map((_, unit) => Number(runs.some(({ alphabet }) => alphabet[unit] === 1))),
  };
}

/** True where the run stands at `from`. */
export function hasRun({ alphabet, length }: LeadingRun, text: string, from: number): boolean {
  for (let at = from; at < from + length; at++) if (alphabet[text.charCodeAt(at)] !== 1) return false;
  return true;
}

/** As `hasRun`, in the bytes of a text. What they are cut off before may be the run. */
export function hasRunIn({ alphabet, length }: LeadingRun, bytes: Uint8Array, from: number): boolean {
  const to = Math.min(bytes.length, from + length);
  for (let at = from; at < to; at++) if (alphabet[bytes[at] ?? 0] !== 1) return false;
  return true;
}

/** True where the run begins somewhere from `from` to `to`, the keyword that stands inside of the pattern. */
export function hasRunWithin(run: LeadingRun, text: string, from: number, to: number): boolean {
  const { alphabet, length } = run;
  if (length < 2) return true;
  // A run covers one of so many places.
  for (let at = from + length - 1; at < to + length; at += length) {
    if (alphabet[text.charCodeAt(at)] !== 1) continue;
    let first = at;
    while (first > from && first > at - length + 1 && alphabet[text.charCodeAt(first - 1)] === 1) first--;
    if (hasRun(run, text, first)) return true;
  }
  return false;
}

/** The parts between the `|` that stand outside of groups and sets. */
function alternatives(pattern: string): readonly string[] {
  const parts = [""];
  let depth = 0;
  for (const [token] of pattern.matchAll(TOKEN)) {
    if (token === "(") depth++;
    if (token === ")") depth--;
    if (token === "|" && depth === 0) parts.push("");
    else parts.push((parts.pop() ?? "") + token);
  }
  return parts;
}

/** An escape, a set, or one other character of a regular expression. */
const TOKEN = /\\[^]|\[(?:\\[^]|[^\]\\])*\]|[^]/g;
