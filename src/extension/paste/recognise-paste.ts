import type { Finding, ScanContext } from "../../core/detection/finding.ts";

/** What is about to be pasted, and where. Offsets are UTF-16 units. */
export interface PasteTarget {
  /** Without the pasted text. */
  readonly text: string;
  /** As findings know it. */
  readonly path: string;
  readonly ranges: readonly { readonly start: number; readonly end: number }[];
}

/** Longer texts are files, not secrets. */
const LONGEST = 20_000;
/** So much of the document around the place says what the text would be given to. */
const AROUND = 500;

/**
 * The secret that a text is by itself, apart from blanks around it: by its format, or by the place it is pasted into.
 * Undefined where it holds anything else, or is none.
 */
export function recognisePaste(
  pasted: string,
  { text, path, ranges }: PasteTarget,
  scan: (text: string, context: ScanContext) => readonly Finding[],
): { readonly secret: string; readonly finding: Finding } | undefined {
  const secret = pasted.trim();
  const [first] = ranges;
  if (secret === "" || secret.length > LONGEST || first === undefined) return undefined;
  const before = text.slice(Math.max(0, first.start - AROUND), first.start);
  const there = scan(`${before}${secret}${text.slice(first.end, first.end + AROUND)}`, { path });
  const inPlace = there.find(
    ({ start, end, severity }) =>
      start === before.length && end === before.length + secret.length && severity !== "possible",
  );
  const alone = scan(secret, { path: "" }).find(
    ({ start, end, severity }) => start === 0 && end === secret.length && severity === "certain",
  );
  const finding = inPlace ?? alone;
  return finding && { secret, finding };
}
