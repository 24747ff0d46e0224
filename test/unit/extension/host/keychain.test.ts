import { expect, test } from "vitest";
import { Secret } from "../../../../src/core/secrets/secret.ts";
import { keychainSessions } from "../../../../src/core/sessions/session-store.ts";
import { sessionsOfThisWindow } from "../../../../src/core/sessions/window-sessions.ts";
import { secretStorageKeychain } from "../../../../src/extension/host/keychain.ts";

type Storage = Parameters<typeof secretStorageKeychain>[0];

const VALUE = "willow-Copper-4471-Tarn";

/** A SecretStorage as it should be. */
function storage(): Storage & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    get: async (key) => kept.get(key),
    store: async (key, value) => void kept.set(key, value),
    delete: async (key) => void kept.delete(key),
  };
}

async function fails(): Promise<never> {
  throw new Error(`no keyring for ${VALUE}`);
}

const BROKEN: Readonly<Record<string, Storage>> = {
  "throws at everything": { get: fails, store: fails, delete: fails },
  "throws when it is written": { ...storage(), store: fails },
  "answers a write and keeps nothing": { ...storage(), store: async () => undefined },
};

test("what is kept is given back, and removed", async () => {
  const keychain = secretStorageKeychain(storage());
  await keychain.write("a", Secret.of(VALUE));
  expect((await keychain.read("a"))?.reveal()).toBe(VALUE);
  await keychain.remove("a");
  expect(await keychain.read("a")).toBeUndefined();
});

test.each(Object.entries(BROKEN))(
  "a storage that %s: said by its code alone, and nothing is found",
  async (_, broken) => {
    const keychain = secretStorageKeychain(broken);
    const thrown: unknown = await keychain.write("a", Secret.of(VALUE)).catch((error: unknown) => error);
    expect(thrown).toMatchObject({ problem: { code: "storage-not-kept" } });
    expect(String(thrown instanceof Error && [thrown.stack, thrown.cause])).not.toContain(VALUE);
    expect(await keychain.read("a")).toBeUndefined();
    await keychain.remove("a");
  },
);

test.each(Object.entries(BROKEN))("a storage that %s: the session lasts as long as the window", async (_, broken) => {
  let told = 0;
  const sessions = sessionsOfThisWindow(keychainSessions(secretStorageKeychain(broken)), () => (told += 1));
  await sessions.write("egi", { token: VALUE });
  await sessions.write("work", { token: "other" });
  expect(await sessions.read("egi")).toEqual({ token: VALUE });
  expect(told).toBe(1);
  await sessions.remove("egi");
  expect(await sessions.read("egi")).toBeUndefined();
});

test("a storage that works is the only keeper", async () => {
  const working = storage();
  const sessions = sessionsOfThisWindow(keychainSessions(secretStorageKeychain(working)), () => {
    throw new Error("it kept it");
  });
  await sessions.write("egi", { token: VALUE });
  expect(working.kept.size).toBe(1);
  working.kept.clear(); // another window signed out
  expect(await sessions.read("egi")).toBeUndefined();
});
