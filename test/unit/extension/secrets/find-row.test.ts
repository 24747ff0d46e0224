import { expect, test } from "vitest";
import { idsDownTo } from "../../../../src/extension/secrets/find-row.ts";

test("a secret is below its server, its mount and each of its folders", () => {
  expect(idsDownTo("egi", { mount: "secret", path: "shop/eu/db" })).toEqual([
    "server:egi",
    "folder:egi:secret:",
    "folder:egi:secret:shop",
    "folder:egi:secret:shop%2Feu",
    "secret:egi:secret:shop%2Feu%2Fdb",
  ]);
});
