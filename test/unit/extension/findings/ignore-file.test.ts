import { describe, expect, test } from "vitest";
import { applyEdits } from "../../../../src/core/text/edits.ts";
import { lineAdded, lineRemoved } from "../../../../src/extension/findings/ignore-file.ts";

describe("a line of .lockersignore", () => {
  test.each([
    ["", "new\n"],
    ["old", "old\nnew\n"],
    ["old\n", "old\nnew\n"],
    ["old\r\n", "old\r\nnew\r\n"],
  ])("is added to %j with the line breaks it has", (before, after) => {
    expect(applyEdits(before, [lineAdded(before, "new")])).toBe(after);
  });

  test.each([
    ["a\nb\nc\n", 1, "a\nc\n"],
    ["a\r\nb\r\n", 0, "b\r\n"],
    ["a\nb", 1, "a\n"],
    ["a\n", 7, "a\n"],
  ])("is taken out of %j: number %d", (before, line, after) => {
    expect(applyEdits(before, [lineRemoved(before, line)])).toBe(after);
  });
});
