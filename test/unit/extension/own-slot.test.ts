import { describe, expect, test } from "vitest";
import { ExpectedError } from "../../../src/core/errors.ts";
import type { LocalVaultKeeper, Opening, VaultState } from "../../../src/core/local-vault/local-vault.ts";
import type { Keychain } from "../../../src/core/ports.ts";
import { Secret } from "../../../src/core/secrets/secret.ts";
import { ownSlot } from "../../../src/extension/local-vault/own-slot.ts";
import { selfOpening } from "../../../src/extension/local-vault/self-opening.ts";

function vaultWithSlots() {
  const slots = new Map<string, Secret>();
  let state: VaultState = "open";
  const open = (opening: Opening): void => {
    if (opening.kind === "slot-key" && slots.get(opening.slot)?.equals(opening.key) !== true) {
      throw new ExpectedError({ code: "key-lost" });
    }
    state = "open";
  };
  const vault = {
    file: "vault.db",
    state: () => Promise.resolve(state),
    vaultId: () => Promise.resolve("v1"),
    unlock: (opening: Opening) => Promise.resolve(open(opening)),
    lock: () => {
      state = "locked";
      return Promise.resolve();
    },
    addSlot: () => {
      const slot = `s${slots.size + 1}`;
      const key = Secret.of(`key of ${slot}`);
      slots.set(slot, key);
      return Promise.resolve({ vault: "v1", slot, key });
    },
  };
  return { vault: vault as unknown as LocalVaultKeeper, slots };
}

function keychain(): Keychain & { readonly kept: Map<string, Secret> } {
  const kept = new Map<string, Secret>();
  return {
    kept,
    read: (key) => Promise.resolve(kept.get(key)),
    write: (key, value) => Promise.resolve(void kept.set(key, value)),
    remove: (key) => Promise.resolve(void kept.delete(key)),
  };
}

function memory() {
  const notes = new Map<string, unknown>();
  return {
    get: (key: string) => notes.get(key),
    update: (key: string, value: unknown) => Promise.resolve(void notes.set(key, value)),
  };
}

function setUp() {
  const { vault, slots } = vaultWithSlots();
  const keys = keychain();
  const slot = ownSlot(vault, keys, memory());
  return { vault, slots, keys, slot };
}

describe("VS Code opens the vault with a key of its own", () => {
  test("nothing is asked again after it was opened once", async () => {
    const { vault, slot } = setUp();
    await slot.keep();
    await vault.lock();
    expect(await selfOpening(vault, slot).state()).toBe("open");
  });

  test("a second opening makes no second slot", async () => {
    const { slot, slots } = setUp();
    await slot.keep();
    await slot.keep();
    expect(slots.size).toBe(1);
  });

  test("after the person locked it, it waits until the person opened it", async () => {
    const { vault, slot } = setUp();
    await slot.keep();
    await slot.waitForPerson();
    await vault.lock();
    expect(await selfOpening(vault, slot).state()).toBe("locked");
    await slot.keep();
    expect(await selfOpening(vault, slot).state()).toBe("open");
  });

  test("a key that no longer fits is dropped, and told as lost", async () => {
    const { vault, slots, keys, slot } = setUp();
    await slot.keep();
    slots.clear();
    await vault.lock();
    expect(await slot.lost()).toBe(false);
    expect(await selfOpening(vault, slot).state()).toBe("locked");
    expect(keys.kept.size).toBe(0);
    expect(await slot.lost()).toBe(true);
  });

  test("without a key nothing is tried", async () => {
    const { vault, slot } = setUp();
    await vault.lock();
    expect(await selfOpening(vault, slot).state()).toBe("locked");
    expect(await slot.lost()).toBe(false);
  });
});
