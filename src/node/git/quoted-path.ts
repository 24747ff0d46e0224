const ESCAPES: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13 };

/** A path as git writes it among other words: as it is, or in quotes with C's escapes where it holds what could be misread. */
export function unquoted(text: string): string {
  if (!text.startsWith('"')) return Buffer.from(text.replace(/\t$/, ""), "latin1").toString("utf8");
  const bytes: number[] = [];
  for (const [, octal, letter, plain] of text.slice(1).matchAll(/\\([0-7]{3})|\\(.)|([^"\\])/g)) {
    if (octal !== undefined) bytes.push(Number.parseInt(octal, 8));
    else if (letter !== undefined) bytes.push(ESCAPES[letter] ?? letter.charCodeAt(0));
    else bytes.push(plain?.charCodeAt(0) ?? 0);
  }
  return Buffer.from(bytes).toString("utf8");
}

/** The path after `b/`; undefined for `/dev/null`. */
export function unprefixed(text: string): string | undefined {
  const path = unquoted(text);
  return path.startsWith("b/") ? path.slice(2) : undefined;
}

/** The path of `diff --git a/PATH b/PATH` or `diff --cc PATH`; undefined where the two differ: a further line names the new one. */
export function pathOfStart(line: string): string | undefined {
  const combined = /^diff --(?:cc|combined) (.*)$/s.exec(line)?.[1];
  if (combined !== undefined) return unquoted(combined);
  const both = line.slice("diff --git ".length);
  const second = both.slice((both.length + 1) / 2);
  return unprefixed(second);
}
