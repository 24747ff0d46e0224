import { expect, test } from "vitest";
import type { BackupItem } from "../../../../src/core/local-vault/backup/items.ts";
import { wholeItems } from "../../../../src/core/local-vault/backup/whole-items.ts";
import { NO_CONFIG, newMeta } from "../../../../src/core/local-vault/kv2-state.ts";
import { NoteBroken } from "../../../../src/core/local-vault/note.ts";

const mount: BackupItem = { kind: "mount", path: "secret/", description: "", options: null, settings: NO_CONFIG };
const plain = (path: string, at = "secret/"): BackupItem => ({ kind: "plain", mount: at, path, data: { a: "b" } });
const secret: BackupItem = { kind: "secret", mount: "secret/", path: "db", meta: newMeta(0) };

test("what a vault of ours writes passes unchanged", () => {
  const items = [
    mount,
    plain("shop/db"),
    plain("odd//name"),
    plain("a..b"),
    { kind: "locker", name: "lockers/1", note: {} },
  ];
  expect([...wholeItems(items as BackupItem[])]).toEqual(items);
});

test.each<[string, readonly BackupItem[]]>([
  ["a record under another name, such as a session", [{ kind: "locker", name: "session/egi", note: {} }]],
  ["a secret of another mount than the one before it", [mount, plain("db", "team/")]],
  ["a secret before any mount", [plain("db")]],
  ["a path that leads elsewhere", [mount, plain("../db")]],
  ["a path that leads nowhere", [mount, plain("shop/./db")]],
  ["an empty path", [mount, plain("")]],
  ["a folder", [mount, plain("shop/")]],
  ["a path that begins with a slash", [mount, plain("/db")]],
  ["a path with a line break", [mount, plain("a\nb")]],
  ["a version the secret does not have", [mount, secret, { kind: "version", number: 7, data: null }]],
  ["a version without a secret", [mount, { kind: "version", number: 1, data: null }]],
])("%s is damage", (_, items) => {
  expect(() => [...wholeItems(items)]).toThrow(NoteBroken);
});
