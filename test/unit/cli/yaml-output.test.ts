import { assert, jsonValue, property, string } from "fast-check";
import { load } from "js-yaml";
import { expect, test } from "vitest";
import { formatYaml } from "../../../src/cli/yaml-output.ts";

test.each([
  ["shop", "shop\n"],
  [5432, "5432\n"],
  [null, "null\n"],
  ["yes", '"yes"\n'],
  ["007", '"007"\n'],
  ["", '""\n'],
  ["it's", '"it\'s"\n'],
  ["a: b", '"a: b"\n'],
  ["a\nb", "|-\n  a\n  b\n"],
  ["a\n\nb\n", "|\n  a\n\n  b\n"],
  ["a\n\n\n", "|+\n  a\n\n\n"],
  [" a\nb", '" a\\nb"\n'],
  ["\u0085\uFEFF", '"\\u0085\\ufeff"\n'],
  [
    { a: { b: [1, { c: "d", e: [] }, ["x", "z"]] }, f: {} },
    "a:\n  b:\n    - 1\n    - c: d\n      e: []\n    - - x\n      - z\nf: {}\n",
  ],
  [["one", "two\nlines"], "- one\n- |-\n  two\n  lines\n"],
  [{ ["k".repeat(2000)]: "v" }, `? ${"k".repeat(2000)}\n: v\n`],
])("%j as YAML", (value, text) => {
  expect(formatYaml(value)).toBe(text);
  expect(load(text)).toEqual(value);
});

test("a reader of YAML gets back whatever was written", () => {
  assert(
    property(jsonValue({ stringUnit: "grapheme" }), (value) => {
      expect(load(formatYaml(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
    { numRuns: 500 },
  );
  assert(
    property(string({ unit: "binary" }), string({ unit: "grapheme-ascii" }), (text, key) => {
      const whole = text.replaceAll(/\p{Surrogate}/gu, "?");
      const value = { [key]: whole, list: [whole, `${key}\n${key}\n`] };
      expect(load(formatYaml(value))).toEqual(value);
    }),
    { numRuns: 500 },
  );
});
