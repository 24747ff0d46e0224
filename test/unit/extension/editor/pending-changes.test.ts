import { array, assert, nat, property, record, string } from "fast-check";
import { expect, test } from "vitest";
import { leadsTo } from "../../../support/leads-to.ts";
import { type ContentChange, pendingChanges } from "../../../../src/extension/editor/pending-changes.ts";

/** As an editor applies one event: from the end, so that offsets of the others stay right. */
function applied(text: string, changes: readonly ContentChange[]): string {
  return changes
    .toSorted((a, b) => b.rangeOffset - a.rangeOffset)
    .reduce(
      (now, { rangeOffset, rangeLength, text: put }) =>
        now.slice(0, rangeOffset) + put + now.slice(rangeOffset + rangeLength),
      text,
    );
}

interface Step {
  readonly cuts: readonly number[];
  readonly texts: readonly string[];
}

/** Changes of one event that do not overlap: between sorted cuts, every other piece is replaced. */
function eventOf(text: string, { cuts, texts }: Step): readonly ContentChange[] {
  const places = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].toSorted((a, b) => a - b);
  const changes: ContentChange[] = [];
  for (let i = 0; i + 1 < places.length; i += 2) {
    const [start = 0, end = 0] = places.slice(i, i + 2);
    changes.push({ rangeOffset: start, rangeLength: end - start, text: texts[i % texts.length] ?? "" });
  }
  return changes.toReversed();
}

const step = record({
  cuts: array(nat(200), { minLength: 2, maxLength: 8 }),
  texts: array(string({ maxLength: 6 }), { minLength: 1, maxLength: 4 }),
});

test("whatever was edited, and how often, the changes lead from the scanned text to the present one", () => {
  assert(
    property(string({ maxLength: 60 }), array(step, { maxLength: 6 }), (scanned, steps) => {
      const pending = pendingChanges(7, scanned.length);
      let text = scanned;
      let version = 7;
      for (const one of steps) {
        const changes = eventOf(text, one);
        text = applied(text, changes);
        pending.add(++version, changes);
      }
      const since = pending.since(version, text.length);
      expect(since).toBeDefined();
      expect(leadsTo(scanned, text, since ?? [])).toBe(true);
    }),
    { numRuns: 3000 },
  );
});

test("a version that was missed, or another text than the changes lead to, is not trusted", () => {
  const insert = { rangeOffset: 0, rangeLength: 0, text: "x" };
  const missed = pendingChanges(1, 3);
  missed.add(3, [insert]);
  expect(missed.since(3, 4)).toBeUndefined();
  const late = pendingChanges(1, 3);
  late.add(2, [insert]);
  expect(late.since(3, 4)).toBeUndefined();
  expect(late.since(2, 5)).toBeUndefined();
  expect(late.since(2, 4)).toEqual([{ start: 0, end: 0, length: 1 }]);
});

test("far apart changes of one event stay apart", () => {
  const changes = [
    { rangeOffset: 900, rangeLength: 1, text: "b" },
    { rangeOffset: 1, rangeLength: 1, text: "a" },
  ];
  const pending = pendingChanges(1, 1000);
  pending.add(2, changes);
  expect(pending.since(2, 1000)).toEqual([
    { start: 900, end: 901, length: 1 },
    { start: 1, end: 2, length: 1 },
  ]);
});
