import { expect, test } from "vitest";
import { below, breadcrumb, folderOf, fullPath, lastPart, placeId } from "../../../../src/extension/secrets/place.ts";

const db = { mount: "secret", path: "shop/db" };

test("a path is told whole, by its last part and by its folder", () => {
  expect(fullPath(db)).toBe("secret/shop/db");
  expect(lastPart(db)).toBe("db");
  expect(folderOf(db)).toEqual({ mount: "secret", path: "shop" });
  expect(breadcrumb("egi", db)).toBe("egi › secret/shop/db");
  expect(below({ mount: "secret", path: "" }, "shop")).toEqual({ mount: "secret", path: "shop" });
});

test("a mount is its own last part and its own folder", () => {
  const mount = { mount: "team/kv", path: "" };
  expect(fullPath(mount)).toBe("team/kv");
  expect(lastPart(mount)).toBe("team/kv");
  expect(folderOf({ mount: "team/kv", path: "db" })).toEqual(mount);
});

test("rows differ by kind and by where one part ends", () => {
  const ids = [
    placeId({ kind: "folder", server: "egi", engine: "kv-2", at: db }),
    placeId({ kind: "secret", server: "egi", engine: "kv-2", at: db }),
    placeId({ kind: "secret", server: "egi", engine: "kv-2", at: { mount: "secret/shop", path: "db" } }),
    placeId({ kind: "key", server: "egi", engine: "kv-2", at: db, key: "a:b" }),
    placeId({ kind: "key", server: "egi", engine: "kv-2", at: { mount: "secret", path: "shop/db:a" }, key: "b" }),
  ];
  expect(new Set(ids).size).toBe(ids.length);
});
