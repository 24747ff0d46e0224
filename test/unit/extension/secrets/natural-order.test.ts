import { expect, test } from "vitest";
import { naturalOrder } from "../../../../src/extension/secrets/natural-order.ts";

test("names stand as people count them: numbers by value, case apart", () => {
  expect(["key10", "Key2", "key2", "apple", "Zoo"].toSorted(naturalOrder)).toEqual([
    "apple",
    "Key2",
    "key2",
    "key10",
    "Zoo",
  ]);
});
