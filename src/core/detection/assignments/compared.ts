import type { Value } from "./value.ts";

const REACH = 220;
/** `"x" == password`, `'x' !== user.secret` */
const COMPARED = /(["'`])([^"'`\r\n]{3,200})\1[ \t]{0,2}(?:===?|!==?)[ \t]{0,2}[\w.$]{0,40}$/;

/** The literal that the name at `nameStart` is compared with, where that stands first. */
export function comparedBefore(text: string, nameStart: number): Value | undefined {
  // Most names have no comparison before them: look at one character before looking at many.
  const before = text.slice(Math.max(0, nameStart - 48), nameStart).trimEnd();
  if (!before.endsWith("=") && !/=[ \t]*[\w$]{1,40}\.$/.test(before)) return undefined;
  const window = text.slice(Math.max(0, nameStart - REACH), nameStart);
  const found = COMPARED.exec(window);
  const [whole = "", quote = "", value = ""] = found ?? [];
  if (found === null || whole === "") return undefined;
  const start = nameStart - window.length + found.index + 1;
  return { start, end: start + value.length, quote };
}
