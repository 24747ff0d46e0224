import { isWordUnit } from "../units.ts";
import type { Place, Span } from "../rule.ts";

const LONGEST_NAME = 80;

/** The whole name around a keyword: letters, digits and `_ - . $`, without such marks at its ends. */
export function nameAround({ text, start, end }: Place): Span {
  return { start: nameStart(text, start), end: nameEnd(text, end) };
}

function nameStart(text: string, keyword: number): number {
  const least = Math.max(0, keyword - LONGEST_NAME);
  let at = keyword;
  while (at > least && isNameUnit(text.charCodeAt(at - 1))) at--;
  while (at < keyword && !isInner(text.charCodeAt(at))) at++;
  return at;
}

function nameEnd(text: string, keyword: number): number {
  const most = Math.min(text.length, keyword + LONGEST_NAME);
  let at = keyword;
  while (at < most && isNameUnit(text.charCodeAt(at))) at++;
  while (at > keyword && !isInner(text.charCodeAt(at - 1))) at--;
  return at;
}

function isNameUnit(unit: number): boolean {
  return isInner(unit) || unit === 0x2d || unit === 0x2e || unit === 0x24;
}

/** Word characters and letters beyond ASCII. */
function isInner(unit: number): boolean {
  return isWordUnit(unit) || unit >= 0xc0;
}

/** Parts of a name in lower case: `dbPassword`, `DB_PASSWORD` and `db.password` all give `db`, `password`. */
export function wordsOf(name: string): readonly string[] {
  if (/^[a-z0-9]+$/.test(name)) return [name];
  return apart(name)
    .split(/[^A-Za-z0-9\u00c0-\uffff]+/)
    .filter((word) => word !== "")
    .map((word) => word.toLowerCase());
}

function apart(name: string): string {
  if (!/[A-Z]/.test(name)) return name;
  return name.replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2").replaceAll(/([A-Z]+)([A-Z][a-z])/g, "$1 $2");
}
