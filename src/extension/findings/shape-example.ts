/** A longer row of one character ends in `…`: an example shows a shape, and must not be taken for a value. */
const LONGEST_RUN = 6;
/** How often a group is repeated at most. */
const LONGEST_ROW = 4;
/** Characters an example is made of, the plainest first: nobody takes a row of one letter for a live value. */
const PLAIN = ["x", "X", "0", "a", "A", "1"];

/**
 * A text that a pattern fits as far as shape goes, made of rows of one character: `[A-Za-z0-9]{3}-\d{2}` gives `xxx-00`.
 * Of alternatives the first is taken, of repetitions the least. Undefined for a pattern that has more than our formats need.
 */
export function shapeExample(pattern: string): string | undefined {
  const reader = { pattern, at: 0 };
  const made = alternatives(reader);
  return reader.at === pattern.length ? made : undefined;
}

interface Reader {
  readonly pattern: string;
  at: number;
}

function alternatives(reader: Reader): string | undefined {
  const first = sequence(reader);
  while (reader.pattern[reader.at] === "|") {
    reader.at++;
    sequence(reader);
  }
  return first;
}

function sequence(reader: Reader): string {
  let made = "";
  while (reader.at < reader.pattern.length && !"|)".includes(reader.pattern[reader.at] ?? "")) {
    const one = piece(reader);
    const count = repetitions(reader);
    made += one.length > 1 ? one.repeat(Math.min(count, LONGEST_ROW)) : row(one, count);
  }
  return made;
}

function row(one: string, count: number): string {
  return count > LONGEST_RUN ? `${one.repeat(LONGEST_RUN)}…` : one.repeat(count);
}

/** One group, class, escape or character, without what repeats it. */
function piece(reader: Reader): string {
  const { pattern, at } = reader;
  const group = /\((\?(?:[=!]|<[=!]|:))?/y;
  group.lastIndex = at;
  const opened = group.exec(pattern);
  if (opened !== null) {
    reader.at += opened[0].length;
    const inner = alternatives(reader) ?? "";
    reader.at++;
    return opened[1] === undefined || opened[1] === "?:" ? inner : "";
  }
  const single = /\[(?:\\.|[^\]\\])+\]|\\.|[^]/y;
  single.lastIndex = at;
  const [written = ""] = single.exec(pattern) ?? [];
  reader.at += Math.max(1, written.length);
  return characterOf(written);
}

function characterOf(written: string): string {
  if (written === "^" || written === "$" || written === String.raw`\b`) return "";
  const isLiteral = written.length === 1 && written !== ".";
  if (isLiteral) return written;
  const tested = new RegExp(`^(?:${written})$`);
  const escaped = written.startsWith("\\") ? [written.slice(1)] : [];
  const inClass = written.startsWith("[") ? Array.from(written.slice(1)) : [];
  return [...(/\\[a-z]/i.test(written) ? [] : escaped), ...PLAIN, ...inClass].find((one) => tested.test(one)) ?? "";
}

/** How often the last piece must stand there at least; once where it may be left out or repeated at will. */
function repetitions(reader: Reader): number {
  const counted = /\{(\d+)(?:,\d*)?\}\??|[?*+]\??/y;
  counted.lastIndex = reader.at;
  const [whole = "", least] = counted.exec(reader.pattern) ?? [];
  reader.at += whole.length;
  if (least !== undefined) return Number(least);
  return whole.startsWith("?") || whole.startsWith("*") ? 0 : 1;
}
