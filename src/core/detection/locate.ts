import type { Finding } from "./finding.ts";

/** Lines and columns: both begin with 1, columns count UTF-16 units, the end is exclusive. */
export interface Range {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A finding with lines and columns, also of the id that belongs to it. */
export interface LocatedFinding extends Omit<Finding, "related">, Range {
  readonly related?: NonNullable<Finding["related"]> & Range;
}

/** Lines and columns of findings. Lines end in a line feed; a carriage return before it counts as the line's last unit. */
export function locateFindings(text: string, findings: readonly Finding[]): readonly LocatedFinding[] {
  const rangeOf = locator(text);
  return findings.map(({ related, ...finding }) => ({
    ...finding,
    ...rangeOf(finding),
    ...(related === undefined ? {} : { related: { ...related, ...rangeOf(related) } }),
  }));
}

/** Goes through the text once, as long as places are asked for in their order; an earlier one makes it go back a little. */
function locator(text: string): (span: { readonly start: number; readonly end: number }) => Range {
  let line = 1;
  let lineFrom = 0;
  let feed = text.indexOf("\n"); // kept: the line may be the whole text, and hold thousands of places
  const goTo = (offset: number): void => {
    while (lineFrom > offset) {
      feed = lineFrom - 1;
      lineFrom = lineFrom < 2 ? 0 : text.lastIndexOf("\n", lineFrom - 2) + 1;
      line--;
    }
    while (feed >= 0 && feed < offset) {
      line++;
      lineFrom = feed + 1;
      feed = text.indexOf("\n", lineFrom);
    }
  };
  return ({ start, end }) => {
    goTo(start);
    const from = { startLine: line, startColumn: start - lineFrom + 1 };
    goTo(end);
    return { ...from, endLine: line, endColumn: end - lineFrom + 1 };
  };
}
