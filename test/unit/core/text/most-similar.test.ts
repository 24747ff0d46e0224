import { expect, test } from "vitest";
import { mostSimilar } from "../../../../src/core/text/most-similar.ts";

test.each<[string, readonly string[], string | undefined]>([
  ["bd", ["mail", "db"], "db"],
  ["pasword", ["user", "password", "passwords"], "password"],
  ["passwrod", ["password"], "password"],
  ["a", ["b", "c"], "b"],
  ["db", ["web", "mail"], undefined],
  ["token", [], undefined],
  ["tokne", ["token", "tokn"], "token"],
  ["abcdef", ["abcxyz"], undefined],
])("%s among %o", (name, candidates, expected) => {
  expect(mostSimilar(name, candidates)).toBe(expected);
});
