import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import type { Keychain } from "../../../../src/core/ports.ts";
import type { Secret } from "../../../../src/core/secrets/secret.ts";
import { createKeptRows } from "../../../../src/extension/secrets/kept-rows.ts";

function host() {
  const memory = new Map<string, unknown>();
  const secrets = new Map<string, Secret>();
  const keychain: Keychain = {
    read: (key) => Promise.resolve(secrets.get(key)),
    write: async (key, value) => void secrets.set(key, value),
    remove: async (key) => void secrets.delete(key),
  };
  const window = async () => {
    const rows = createKeptRows({
      memory: { get: (key) => memory.get(key), update: async (key, value) => void memory.set(key, value) },
      keychain,
      random: { bytes: (length) => randomBytes(length) },
    });
    await rows.load();
    return rows;
  };
  return { memory, secrets, window };
}

const shop = "server:local>mount:secret>folder:shop";

test("open rows and the selected one are known after a reload; a closed one is not", async () => {
  const { window } = host();
  const before = await window();
  before.opened(shop);
  before.opened("other");
  before.closed("other");
  before.selected(`${shop}>secret:db`);
  const after = await window();
  expect([shop, "other", "never"].map((id) => after.isOpen(id))).toEqual([true, false, false]);
  expect(after.wasSelected("other")).toBe(false);
  expect(after.wasSelected(`${shop}>secret:db`)).toBe(true);
  expect(after.wasSelected(`${shop}>secret:db`)).toBe(false);
});

test("what the person selects meanwhile is not taken away from them", async () => {
  const { window } = host();
  (await window()).selected(shop);
  const after = await window();
  after.selected("other");
  expect(after.wasSelected(shop)).toBe(false);
});

test("no name is in what is kept, and without the key nothing is recognised", async () => {
  const { memory, secrets, window } = host();
  (await window()).opened(shop);
  const text = JSON.stringify([...memory]);
  for (const name of ["shop", "secret:", "local"]) expect(text).not.toContain(name);
  secrets.clear();
  expect((await window()).isOpen(shop)).toBe(false);
});

test("broken memory and a secret storage that fails leave rows closed", async () => {
  const rows = createKeptRows({
    memory: { get: () => ({ open: [1, "x"], selected: 2 }), update: () => Promise.resolve() },
    keychain: {
      read: () => Promise.reject(new Error("no")),
      write: () => Promise.reject(new Error("no")),
      remove: () => Promise.reject(new Error("no")),
    },
    random: { bytes: (length) => randomBytes(length) },
  });
  await rows.load();
  rows.opened(shop);
  expect([rows.isOpen(shop), rows.wasSelected(shop)]).toEqual([false, false]);
});

test("no more than 500 are kept", async () => {
  const { memory, window } = host();
  const rows = await window();
  for (let number = 0; number < 600; number += 1) rows.opened(`row ${number}`);
  const kept = memory.get("secrets.rows") as { open: readonly string[] };
  expect(kept.open).toHaveLength(500);
  const after = await window();
  expect([after.isOpen("row 0"), after.isOpen("row 599")]).toEqual([false, true]);
});
