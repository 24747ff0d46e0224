import { lineStart } from "./units.ts";

const REACH = 300;
const SCHEME = /(?:vault|op|bao):\/\/[^\s"'`]*$/i;

/** True where the place is inside a reference such as `vault://local/secret/app/token`: it names a value, it does not hold one. */
export function isReferenceAround(text: string, start: number): boolean {
  const before = text.slice(lineStart(text, start, REACH), start);
  return before.includes("://") && SCHEME.test(before);
}
