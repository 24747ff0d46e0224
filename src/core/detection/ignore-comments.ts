import { lineEnd, lineStart } from "./units.ts";

/** Words that keep a line's findings away; ours and those of other scanners, so that a project need not write two. */
const WORDS = /lockers:ignore|gitleaks:allow|betterleaks:allow|pragma:\s*(?:allowlist|whitelist)\s+secret|secretlint-disable-(?:line|next-line)|nosecret/i;
const NEXT_LINE = /lockers:ignore-next-line|pragma:\s*(?:allowlist|whitelist)\s+nextline\s+secret|secretlint-disable-next-line/i;
/** How much of a line is looked at on each side of the finding. */
const REACH = 400;

/** True where the finding's first or last line holds an ignore comment, or the line before speaks of the next one. */
export function isIgnoredByComment(text: string, start: number, end: number): boolean {
  const from = lineStart(text, start);
  const before = text.slice(Math.max(from, start - REACH), start);
  const after = text.slice(end, Math.min(lineEnd(text, end), end + REACH));
  if (speaksOfThisLine(before) || speaksOfThisLine(after)) return true;
  if (from === 0) return false;
  const previous = text.slice(Math.max(lineStart(text, from - 1), from - REACH), from);
  return NEXT_LINE.test(previous);
}

function speaksOfThisLine(part: string): boolean {
  return WORDS.test(part) && !NEXT_LINE.test(part);
}
