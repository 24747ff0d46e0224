import type { Span } from "./rule.ts";

/** How secretlint switches itself off and on again: https://github.com/secretlint/secretlint/tree/master/packages/%40secretlint/secretlint-rule-filter-comments */
const MARK = "secretlint-";
/** Only in a comment: a text that speaks of the mark switches nothing. */
const COMMENT = /(?:\/\*+|\/\/+|#+|<!--|--|;|%|\*)[ \t]{0,8}$/;
const COMMENT_REACH = 24;
const SWITCH = /secretlint-(disable|enable)(?![\w-])/y;

/**
 * Parts of a text that comments such as `secretlint-disable` … `secretlint-enable` leave out, in order; the last one may go
 * on to the end. Each begins at its mark.
 */
export function ignoredBlocks(text: string): readonly Span[] {
  const blocks: Span[] = [];
  let from = -1;
  for (let at = text.indexOf(MARK); at >= 0; at = text.indexOf(MARK, at + MARK.length)) {
    const what = switchAt(text, at);
    if (what === undefined) continue;
    if (what.isOff && from < 0) from = what.start;
    if (!what.isOff && from >= 0) {
      blocks.push({ start: from, end: what.start });
      from = -1;
    }
  }
  if (from >= 0) blocks.push({ start: from, end: text.length });
  return blocks;
}

/** The comment around the mark at `at`, by where it begins. */
function switchAt(text: string, at: number): { readonly start: number; readonly isOff: boolean } | undefined {
  SWITCH.lastIndex = at;
  const found = SWITCH.exec(text);
  const [opening] = COMMENT.exec(text.slice(Math.max(0, at - COMMENT_REACH), at)) ?? [];
  if (found === null || opening === undefined) return undefined;
  return { start: at - opening.length, isOff: found[1] === "disable" };
}
