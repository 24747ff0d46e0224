/** A hand-written line of this mean length does not exist; a bundle has little else. */
const MINIFIED_MEAN_LINE = 1_000;
const MINIFIED_LENGTH = 20_000;
const MINIFIED_NAME = /[.-]min\.(?:js|mjs|cjs|css)$|\.(?:js|css)\.map$/i;

/** True for a text that a program wrote in few and long lines. `length` in UTF-16 code units; `countLines` is asked only where needed. */
export function isMinified(path: string, length: number, countLines: () => number): boolean {
  if (MINIFIED_NAME.test(path)) return true;
  return length >= MINIFIED_LENGTH && length / countLines() >= MINIFIED_MEAN_LINE;
}

/** How many lines an editor would show. */
export function lineCount(text: string): number {
  let lines = 1;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines++;
  return lines;
}
