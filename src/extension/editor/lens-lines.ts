/** One change of a text, in lines: lines `start` to `end` (both included) were replaced by text with `breaks` line breaks. */
export interface LineChange {
  readonly start: number;
  readonly end: number;
  readonly breaks: number;
}

/**
 * The lines after `changes`, which must not overlap and, as VS Code reports them, all refer to the text before. A line
 * whose end was joined to another keeps the place where its text now begins; lines inside a removed block vanish.
 */
export function shiftLines(lines: ReadonlySet<number>, changes: readonly LineChange[]): ReadonlySet<number> {
  const fromBottom = changes.toSorted((a, b) => b.start - a.start);
  let shifted = [...lines];
  for (const change of fromBottom) {
    const delta = change.breaks - (change.end - change.start);
    shifted = shifted.flatMap((line) => {
      if (line <= change.start) return [line];
      if (line >= change.end) return [line + delta];
      return [];
    });
  }
  return new Set(shifted);
}

/**
 * Which of the lines with a finding may carry a lens now: those that had one, and those the person is not working on.
 * `busy`: lines with a cursor, or undefined while the person still types, when no line gets a new lens.
 */
export function settledLines(
  found: ReadonlySet<number>,
  shown: ReadonlySet<number>,
  busy: ReadonlySet<number> | undefined,
): ReadonlySet<number> {
  return new Set([...found].filter((line) => shown.has(line) || (busy !== undefined && !busy.has(line))));
}
