/** True where two texts differ in nothing but the kind of their line breaks. */
export function sameLines(left: string, right: string): boolean {
  return left.replaceAll("\r\n", "\n") === right.replaceAll("\r\n", "\n");
}
