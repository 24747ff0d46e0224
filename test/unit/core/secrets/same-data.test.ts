import { expect, test } from "vitest";
import { sameData } from "../../../../src/core/secrets/same-data.ts";
import { Secret } from "../../../../src/core/secrets/secret.ts";
import type { SecretData } from "../../../../src/core/vault/types.ts";

function json(text: string): SecretData {
  return new Map([["k", { value: Secret.of(text), json: true }]]);
}

test.each([
  ["1.10", "1.1"],
  ["11e-1", "1.10"],
  ["100", "1E2"],
  ["-0", "0.0"],
  ['{"b":1,"a":[2,3]}', '{"a":[2,3],"b":1}'],
])("%s and %s are the same", (left, right) => expect(sameData(json(left), json(right))).toBe(true));

test.each([
  ["9007199254740993", "9007199254740992"],
  ["1", "-1"],
  ["10", "1"],
  ["[2,3]", "[3,2]"],
  ['{"a":1}', '{"a":"1"}'],
  ["null", "{}"],
])("%s and %s differ", (left, right) => expect(sameData(json(left), json(right))).toBe(false));

test("a text and a number of the same characters differ; so do other keys", () => {
  const text = new Map([["k", { value: Secret.of("1"), json: false }]]);
  expect(sameData(json("1"), text)).toBe(false);
  expect(sameData(text, new Map([...text, ["more", { value: Secret.of(""), json: false }]]))).toBe(false);
});
