import type { CustomRule } from "./custom-rule.ts";

/** What a person's rule found. Offsets are UTF-16 units; `rule` is its id. */
export interface CustomMatch {
  readonly rule: string;
  readonly start: number;
  readonly end: number;
}

/** As far as a rule sees from its keyword, and as long as a secret of it can be. */
const REACH = 512;
const MOST_MATCHES = 10_000;

/**
 * Where rules find something in a text. Each pattern is tried on pieces of at most 1,536 units around its keywords; what a
 * piece cuts through is left to the next one. `begin` is called before each rule: should its pattern never come to an end,
 * somebody else has to know which one it was.
 */
export function customMatches(
  text: string,
  rules: readonly CustomRule[],
  begin: (index: number) => void,
): readonly CustomMatch[] {
  const found: CustomMatch[] = [];
  for (const [index, rule] of rules.entries()) {
    begin(index);
    const seen = new Set<number>();
    for (const { start, end } of matchesOf(rule, text)) {
      if (seen.has(start) || found.length >= MOST_MATCHES) continue;
      seen.add(start);
      found.push({ rule: rule.id, start, end });
    }
  }
  return found;
}

interface Piece {
  readonly from: number;
  readonly to: number;
}

function* matchesOf(rule: CustomRule, text: string): Generator<Omit<CustomMatch, "rule">> {
  const pattern = new RegExp(rule.pattern, rule.ignoreCase ? "dgmi" : "dgm");
  for (const piece of piecesAround(text, rule.keywords)) {
    for (const match of text.slice(piece.from, piece.to).matchAll(pattern)) {
      const span = isCut(match, piece, text.length) ? undefined : match.indices?.[rule.secretGroup];
      if (span !== undefined && isSecret(span)) yield { start: piece.from + span[0], end: piece.from + span[1] };
    }
  }
}

function isSecret([start, end]: readonly [number, number]): boolean {
  return end > start && end - start <= REACH;
}

/** True where the text goes on beyond an end of the piece at which the match stands. */
function isCut({ index, 0: whole }: RegExpExecArray, { from, to }: Piece, length: number): boolean {
  return (index === 0 && from > 0) || (index + whole.length === to - from && to < length);
}

/** Pieces that hold each keyword with `REACH` units on both sides, the next one overlapping the one before by as much. */
function* piecesAround(text: string, keywords: readonly string[]): Generator<Piece> {
  const words = new RegExp(keywords.map((word) => word.replaceAll(/[^\w\s]/g, String.raw`\$&`)).join("|"), "gi");
  let done = 0;
  for (let hit = words.exec(text); hit !== null; hit = words.exec(text)) {
    const last = Math.min(text.length, hit.index + hit[0].length + REACH);
    let from = Math.max(0, hit.index - REACH);
    if (last <= done) continue;
    if (from < done) from = Math.max(from, done - REACH);
    for (; from < last; from += REACH) {
      const to = Math.min(last, from + 2 * REACH);
      yield { from, to };
      done = to;
      if (to === last) break;
    }
  }
}
