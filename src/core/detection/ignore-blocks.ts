import type { Span } from "./rule.ts";

/** How secretlint switches itself off and on again: https://github.com/secretlint/secretlint/tree/master/packages/%40secretlint/secretlint-rule-filter-comments */
const MARK = "secretlint-";
/** Only in a comment: a text that speaks of the mark switches nothing. */
const SWITCH = /(?:\/\*+|\/\/+|#+|<!--|--|;|%|\*)[ \t]{0,8}secretlint-(disable|enable)(?![\w-])/g;

/**
 * Parts of a text that comments such as `secretlint-disable` … `secretlint-enable` leave out, in order; the last one may go
 * on to the end. Each begins at its mark.
 */
export function ignoredBlocks(text: string): readonly Span[] {
  if (!text.includes(MARK)) return [];
  const blocks: Span[] = [];
  let from = -1;
  for (const found of text.matchAll(SWITCH)) {
    const isOff = found[1] === "disable";
    if (isOff && from < 0) from = found.index;
    if (!isOff && from >= 0) {
      blocks.push({ start: from, end: found.index });
      from = -1;
    }
  }
  if (from >= 0) blocks.push({ start: from, end: text.length });
  return blocks;
}
