import { expect, test } from "vitest";
import type { VaultState } from "../../../../src/core/local-vault/local-vault.ts";
import type { Keychain, Records } from "../../../../src/core/ports.ts";
import { Secret } from "../../../../src/core/secrets/secret.ts";
import { keychainRecords } from "../../../../src/extension/lockers/keychain-records.ts";
import { lockerRecords } from "../../../../src/extension/lockers/locker-records.ts";

function memoryKeychain(): Keychain & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    read: async (key) => {
      const text = kept.get(key);
      return text === undefined ? undefined : Secret.of(text);
    },
    write: async (key, value) => void kept.set(key, value.reveal()),
    remove: async (key) => void kept.delete(key),
  };
}

function memoryRecords(): Records {
  const notes = new Map<string, unknown>();
  return {
    read: async (name) => notes.get(name),
    write: async (name, note) => void notes.set(name, note),
    remove: async (name) => void notes.delete(name),
    names: async (prefix) => [...notes.keys()].filter((name) => name.startsWith(prefix)).toSorted(),
  };
}

test("notes are read back, listed by prefix, and leave nothing behind", async () => {
  const keychain = memoryKeychain();
  const records = keychainRecords(keychain);
  await records.write("lockers/b", { id: "b" });
  await records.write("lockers/a", { id: "a" });
  await records.write("locker-tokens/a", "t");
  expect(await records.names("lockers/")).toEqual(["lockers/a", "lockers/b"]);
  expect(await records.read("lockers/a")).toEqual({ id: "a" });
  expect(await records.read("lockers/c")).toBeUndefined();
  for (const name of ["lockers/a", "lockers/b", "locker-tokens/a"]) await records.remove(name);
  expect(keychain.kept.size).toBe(0);
});

test("a damaged entry reads as absent", async () => {
  const keychain = memoryKeychain();
  keychain.kept.set("notes", "{");
  keychain.kept.set("note/lockers/a", "nonsense");
  const records = keychainRecords(keychain);
  expect(await records.names("")).toEqual([]);
  expect(await records.read("lockers/a")).toBeUndefined();
});

test("while there is no open vault, SecretStorage keeps the ledger; then the vault takes it over", async () => {
  let state: VaultState = "absent";
  const vault = memoryRecords();
  const meanwhile = keychainRecords(memoryKeychain());
  const records = lockerRecords(() => ({ state: async () => state, records: vault }), meanwhile);
  await records.write("lockers/a", { id: "a" });
  expect(await vault.names("")).toEqual([]);
  state = "open";
  expect(await records.names("lockers/")).toEqual(["lockers/a"]);
  expect(await vault.read("lockers/a")).toEqual({ id: "a" });
  expect(await meanwhile.names("")).toEqual([]);
});
