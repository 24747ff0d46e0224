import { assert, integer, nat, property, uniqueArray } from "fast-check";
import { expect, test } from "vitest";
import { settledLines, shiftLines } from "../../../../src/extension/editor/lens-lines.ts";

test("a line above moves a lens down, a line below leaves it", () => {
  const lines = new Set([5]);
  expect([...shiftLines(lines, [{ start: 2, end: 2, breaks: 1 }])]).toEqual([6]);
  expect([...shiftLines(lines, [{ start: 7, end: 7, breaks: 3 }])]).toEqual([5]);
});

test("typing in the line itself keeps its lens", () => {
  expect([...shiftLines(new Set([5]), [{ start: 5, end: 5, breaks: 0 }])]).toEqual([5]);
});

test("a removed block takes its lenses along and draws up what follows", () => {
  expect([...shiftLines(new Set([3, 9]), [{ start: 2, end: 5, breaks: 0 }])]).toEqual([6]);
});

test("several changes at once all refer to the text before", () => {
  const changes = [
    { start: 1, end: 1, breaks: 1 },
    { start: 4, end: 4, breaks: 1 },
  ];
  expect([...shiftLines(new Set([2, 6]), changes)]).toEqual([3, 8]);
});

test("inserting lines above and taking them out again gives the same lines", () => {
  assert(
    property(uniqueArray(nat(200)), nat(200), integer({ min: 0, max: 30 }), (found, at, breaks) => {
      const lines = new Set(found);
      const there = shiftLines(lines, [{ start: at, end: at, breaks }]);
      const back = shiftLines(there, [{ start: at, end: at + breaks, breaks: 0 }]);
      expect([...back].toSorted((a, b) => a - b)).toEqual([...lines].toSorted((a, b) => a - b));
    }),
  );
});

test("a new finding has no lens under the cursor, nor while the person types", () => {
  const found = new Set([1, 4]);
  expect([...settledLines(found, new Set(), undefined)]).toEqual([]);
  expect([...settledLines(found, new Set(), new Set([4]))]).toEqual([1]);
  expect([...settledLines(found, new Set(), new Set())]).toEqual([1, 4]);
});

test("a lens that is there stays while its line is edited, and goes with its finding", () => {
  expect([...settledLines(new Set([4]), new Set([4]), undefined)]).toEqual([4]);
  expect([...settledLines(new Set(), new Set([4]), new Set())]).toEqual([]);
});
