import { lineEnd, lineStart } from "./units.ts";

/** Words that keep a line's findings away; ours and those of other scanners, so that a project need not write two. */
const WORDS =
  /lockers:ignore|gitleaks:allow|betterleaks:allow|pragma:\s*(?:allowlist|whitelist)\s+secret|secretlint-disable-(?:line|next-line)|nosecret/i;
const NEXT_LINE =
  /lockers:ignore-next-line|pragma:\s*(?:allowlist|whitelist)\s+nextline\s+secret|secretlint-disable-next-line/i;
/** How much of a line is looked at on each side of the finding. */
const REACH = 400;

/** True where the finding's first or last line holds an ignore comment, or the line before speaks of the next one. */
export function isIgnoredByComment(text: string, start: number, end: number): boolean {
  const from = lineStart(text, start, REACH);
  if (speaksOfThisLine(text.slice(from, start)) || speaksOfThisLine(text.slice(end, lineEnd(text, end, REACH))))
    return true;
  if (from === 0 || text.charCodeAt(from - 1) !== 0x0a) return false;
  return NEXT_LINE.test(text.slice(lineStart(text, from - 1, REACH), from));
}

function speaksOfThisLine(part: string): boolean {
  return WORDS.test(part) && !NEXT_LINE.test(part);
}
