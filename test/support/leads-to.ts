import type { TextChange } from "../../src/core/detection/live-text.ts";

/** True where `before` and `after` are alike outside of the changes. */
export function leadsTo(before: string, after: string, changes: readonly TextChange[]): boolean {
  let [there, here] = [0, 0];
  for (const { start, end, length } of changes.toSorted((a, b) => a.start - b.start)) {
    const kept = before.slice(there, start);
    if (start < there || after.slice(here, here + kept.length) !== kept) return false;
    here += kept.length + length;
    there = end;
  }
  return before.slice(there) === after.slice(here);
}
