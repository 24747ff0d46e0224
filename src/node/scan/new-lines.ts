import type { LocatedFinding } from "../../core/detection/locate.ts";

/**
 * Tells findings on lines that a text has more often than it had before; of equal ones the last are taken for the new ones.
 * A line that only moved is not new, and how lines end makes no difference.
 */
export function onNewLines(text: string, before: string): (finding: LocatedFinding) => boolean {
  const known = new Map<string, number>();
  for (const line of linesOf(before)) known.set(line, (known.get(line) ?? 0) + 1);
  const fresh = new Set<number>();
  for (const [index, line] of linesOf(text).entries()) {
    const left = known.get(line) ?? 0;
    if (left > 0) known.set(line, left - 1);
    else fresh.add(index + 1);
  }
  return ({ startLine, endLine }) => {
    for (let line = startLine; line <= endLine; line++) if (fresh.has(line)) return true;
    return false;
  };
}

function linesOf(text: string): readonly string[] {
  return text.split(/\r?\n/);
}
