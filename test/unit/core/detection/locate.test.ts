import { expect, test } from "vitest";
import type { Finding } from "../../../../src/core/detection/finding.ts";
import { locateFindings } from "../../../../src/core/detection/locate.ts";

function at(start: number, end: number, id?: readonly [number, number]): Finding {
  const related = id && { related: { start: id[0], end: id[1] } };
  const words = { rule: "r", severity: "certain", assignedTo: undefined, variable: "V", fingerprint: "" } as const;
  return { ...words, start, end, ...related };
}

test("lines and columns of places and their ids, which stand before or behind", () => {
  const text = "id\nab\r\nsecret\nid\n\nlast";
  const lines = (found: readonly Finding[]) =>
    locateFindings(text, found).map(({ startLine, startColumn, endLine, endColumn, related }) => [
      [startLine, startColumn, endLine, endColumn],
      related && [related.startLine, related.startColumn, related.endLine, related.endColumn],
    ]);
  expect(lines([at(7, 13, [0, 2]), at(7, 13, [14, 16]), at(3, 16), at(18, 22, [3, 5])])).toEqual([
    [
      [3, 1, 3, 7],
      [1, 1, 1, 3],
    ],
    [
      [3, 1, 3, 7],
      [4, 1, 4, 3],
    ],
    [[2, 1, 4, 3], undefined],
    [
      [6, 1, 6, 5],
      [2, 1, 2, 3],
    ],
  ]);
});

test("a line that holds thousands of places is searched for its end once", () => {
  const text = "a".repeat(50_000);
  let searches = 0;
  const counted = {
    indexOf: (sign: string, from?: number) => {
      searches += 1;
      return text.indexOf(sign, from);
    },
  } as string;
  const places = Array.from({ length: 1000 }, (_, index) => at(index * 50, index * 50 + 40));
  expect(locateFindings(counted, places).at(-1)).toMatchObject({ startLine: 1, startColumn: 49_951 });
  expect(searches).toBe(1);
});
