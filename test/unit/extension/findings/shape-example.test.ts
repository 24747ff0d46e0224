import { expect, test } from "vitest";
import { formatRules } from "../../../../src/core/detection/catalogue.ts";
import { shapeExample } from "../../../../src/extension/findings/shape-example.ts";

test.each([
  ["[A-Za-z0-9]{3}-\\d{2}", "xxx-00"],
  ["(?:[a-f0-9]{4}-){3}[A-F]", "0000-0000-0000-A"],
  ["a|b", "a"],
  ["(?=[a-z])\\w{2}(?:\\.x)?", "xx"],
  ["[\\w+/=-]{60,400}", "xxxxxx…"],
])("%s looks like %s", (pattern, example) => {
  expect(shapeExample(pattern)).toBe(example);
});

test("every format that has a pattern has an example", () => {
  const without = formatRules.filter(({ shape }) => shape !== undefined && (shapeExample(shape.pattern) ?? "") === "");
  expect(without.map(({ id }) => id)).toEqual([]);
});
