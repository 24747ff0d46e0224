/** ASCII letter or digit or underscore. */
export function isWordUnit(unit: number): boolean {
  return isAlphanumeric(unit) || unit === 0x5f;
}

/** ASCII letter or digit. */
export function isAlphanumeric(unit: number): boolean {
  return (unit >= 0x30 && unit <= 0x39) || isLetter(unit);
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

/** Line feed or carriage return. */
export function isLineBreak(unit: number): boolean {
  return unit === 0x0a || unit === 0x0d;
}

/** Offset of the first character of the line that holds `offset`. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

/** Offset of the line feed, or of the carriage return before it, that ends the line of `offset`; or the text's length. */
export function lineEnd(text: string, offset: number): number {
  const feed = text.indexOf("\n", offset);
  if (feed < 0) return text.length;
  return feed > offset && text[feed - 1] === "\r" ? feed - 1 : feed;
}
