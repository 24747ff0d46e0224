import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  applyEdits,
  lineBreakOf,
  lineEnd,
  lineNumber,
  lineStart,
  narrowed,
  offsetAfter,
} from "../../../../src/core/text/edits.ts";

test("edits are applied by position, insertions at one place in order", () => {
  const edits = [
    { start: 4, end: 7, text: "BBB" },
    { start: 0, end: 0, text: "<" },
    { start: 0, end: 0, text: ">" },
  ];
  expect(applyEdits("aaa bbb ccc", edits)).toBe("<>aaa BBB ccc");
});

test("overlapping edits are a bug", () => {
  const edits = [
    { start: 0, end: 2, text: "" },
    { start: 1, end: 3, text: "" },
  ];
  expect(() => applyEdits("abc", edits)).toThrow("edits overlap");
});

test("a narrowed edit does the same and leaves out what it would not change", () => {
  const texts = fc.string({ unit: fc.constantFrom("a", "b", "😀", "😁"), maxLength: 6 });
  fc.assert(
    fc.property(texts, texts, (old, text) => {
      const edits = narrowed(`<${old}>`, { start: 1, end: 1 + old.length, text });
      expect(applyEdits(`<${old}>`, edits)).toBe(`<${text}>`);
      expect(edits.map((edit) => /\p{Cs}/u.test(edit.text))).not.toContain(true);
    }),
  );
  expect(narrowed('"abc"', { start: 0, end: 5, text: "`abc`" })).toEqual([{ start: 0, end: 5, text: "`abc`" }]);
  expect(narrowed('"abc', { start: 0, end: 4, text: "`abc" })).toEqual([{ start: 0, end: 1, text: "`" }]);
  expect(narrowed("abc", { start: 0, end: 3, text: "abc" })).toEqual([]);
});

test("an offset follows the edits before it", () => {
  const edits = [
    { start: 0, end: 0, text: "12" },
    { start: 4, end: 6, text: "" },
  ];
  expect([3, 5, 8].map((offset) => offsetAfter(offset, edits))).toEqual([5, 6, 8]);
});

test("lines are found in texts of both line breaks", () => {
  const text = "a\r\nbc\r\nd";
  expect(lineBreakOf(text)).toBe("\r\n");
  expect(lineBreakOf("a\nb\r\n")).toBe("\n");
  expect([lineStart(text, 4), lineEnd(text, 4), lineNumber(text, 4)]).toEqual([3, 5, 2]);
  expect([lineStart(text, 7), lineEnd(text, 7), lineNumber(text, 7)]).toEqual([7, 8, 3]);
});
