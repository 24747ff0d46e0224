import { variableOf } from "./format.ts";
import { isFiller } from "./filler.ts";
import { hasRunWithin, leadingRun, type LeadingRun } from "./leading-run.ts";
import type { KeywordFormat } from "./keyword-format.ts";
import { NONE, type Place, type Rule } from "./rule.ts";

/** How far before the keyword a secret may begin, and how far behind it may end. */
const BEFORE = 100;
const AFTER = 1400;

/** The rule for a format that a keyword in its middle or at its end gives away. Letters of the pattern match in their own case. */
export function infixed({ id, title, words, pattern }: KeywordFormat): Rule {
  let compiled: RegExp | undefined;
  let run: LeadingRun | undefined;
  return {
    id,
    title,
    kind: "format",
    shape: { told: "inside", marks: words, pattern, hasChecksum: false },
    keywords: words,
    variable: variableOf(id),
    mayBeAt(text, start) {
      run ??= leadingRun(pattern);
      return hasRunWithin(run, text, Math.max(0, start - BEFORE), start);
    },
    find(place) {
      if (continuesRun(place)) return NONE;
      const { text, start, end } = place;
      compiled ??= new RegExp(`(?<![A-Za-z0-9_])(?:${pattern})(?![A-Za-z0-9_])`, "g");
      const from = Math.max(0, start - BEFORE);
      const window = text.slice(from, end + AFTER);
      compiled.lastIndex = 0;
      for (let found = compiled.exec(window); found; found = compiled.exec(window)) {
        const at = from + found.index;
        if (at > start) return NONE;
        if (at + found[0].length >= end && !isFiller(found[0])) {
          return [{ start: at, end: at + found[0].length, severity: "certain" }];
        }
      }
      return NONE;
    },
  };
}

/** True where the same keyword stands one character before, as in a long run of one letter: that place sees the same text. */
function continuesRun({ text, start, end }: Place): boolean {
  return start > 0 && text.slice(start - 1, end - 1).toLowerCase() === text.slice(start, end).toLowerCase();
}
