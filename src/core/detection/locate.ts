import type { Finding } from "./finding.ts";

/** A finding with lines and columns: both begin with 1, columns count UTF-16 units, the end is exclusive. */
export interface LocatedFinding extends Finding {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Lines and columns of findings, which come in the order of their places. Lines end in a line feed; a carriage return before it counts as the line's last unit. */
export function locateFindings(text: string, findings: readonly Finding[]): readonly LocatedFinding[] {
  let line = 1;
  let lineFrom = 0;
  let feed = text.indexOf("\n");
  const locate = (offset: number): readonly [number, number] => {
    while (feed >= 0 && feed < offset) {
      line++;
      lineFrom = feed + 1;
      feed = text.indexOf("\n", lineFrom);
    }
    return [line, offset - lineFrom + 1];
  };
  return findings.map((finding) => {
    const [startLine, startColumn] = locate(finding.start);
    const [endLine, endColumn] = locate(finding.end);
    return { ...finding, startLine, startColumn, endLine, endColumn };
  });
}
