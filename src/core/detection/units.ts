/** ASCII letter or digit or underscore. */
export function isWordUnit(unit: number): boolean {
  return isAlphanumeric(unit) || unit === 0x5f;
}

/** ASCII letter or digit. */
export function isAlphanumeric(unit: number): boolean {
  return (unit >= 0x30 && unit <= 0x39) || isLetter(unit);
}

/** ASCII digit. */
export function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

/** ASCII letter. */
export function isLetter(unit: number): boolean {
  const lower = unit | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

/** Space or tab. */
export function isBlank(unit: number): boolean {
  return unit === 0x20 || unit === 0x09;
}

/** `"`, `'` or `` ` ``. */
export function isQuote(unit: number): boolean {
  return unit === 0x22 || unit === 0x27 || unit === 0x60;
}

/** Line feed or carriage return. */
export function isLineBreak(unit: number): boolean {
  return unit === 0x0a || unit === 0x0d;
}

/** Offset of the first character of the line that holds `offset`, but at most `reach` units before it: lines may have megabytes. */
export function lineStart(text: string, offset: number, reach: number): number {
  const least = Math.max(0, offset - reach);
  let at = offset;
  while (at > least && text.charCodeAt(at - 1) !== 0x0a) at--;
  return at;
}

/** Offset of the line break that ends the line of `offset`, or of the text's end, but at most `reach` units after it. */
export function lineEnd(text: string, offset: number, reach: number): number {
  const most = Math.min(text.length, offset + reach);
  let at = offset;
  while (at < most && !isLineBreak(text.charCodeAt(at))) at++;
  return at;
}
