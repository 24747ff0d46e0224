import { expect, test } from "vitest";
import { isExactNumber, parseExactJson } from "../../../src/core/exact-json.ts";
import { isObject } from "../../../src/core/json-shape.ts";

test.each([
  "12345678901234567890",
  "1.10",
  "1e400",
  "-0",
  "1E2",
  '{"a":[9007199254740993,"1e5",{"b":0.1}],"__proto__":1.0}',
])("%s is written as it was read", (text) => expect(JSON.stringify(parseExactJson(text))).toBe(text));

test("a number that JavaScript holds is a number, one that it does not is no object", () => {
  expect(parseExactJson('{"n":1.5,"m":42}')).toEqual({ n: 1.5, m: 42 });
  const big = parseExactJson("12345678901234567890");
  expect([isExactNumber(big), isObject(big)]).toEqual([true, false]);
});

test("what is no JSON is refused", () => {
  expect(() => parseExactJson("{1.5")).toThrow(SyntaxError);
});
