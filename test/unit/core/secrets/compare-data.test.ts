import { expect, test } from "vitest";
import { compareData } from "../../../../src/core/secrets/compare-data.ts";
import { texts } from "../../../support/vault-client.ts";

test("changed keys come first, then added, removed and the same", () => {
  const left = texts({ user: "shop", password: "a", old: "x", port: "1" });
  const right = texts({ fresh: "y", password: "b", user: "shop", port: "2" });
  expect(compareData(left, right)).toEqual([
    { key: "password", state: "changed" },
    { key: "port", state: "changed" },
    { key: "fresh", state: "added" },
    { key: "old", state: "removed" },
    { key: "user", state: "same" },
  ]);
});

test("an empty value is not an absent one, and __proto__ is a key as any other", () => {
  expect(compareData(texts({ a: "" }), texts({}))).toEqual([{ key: "a", state: "removed" }]);
  const odd = texts({ ["__proto__"]: "x" });
  expect(compareData(odd, odd)).toEqual([{ key: "__proto__", state: "same" }]);
});
