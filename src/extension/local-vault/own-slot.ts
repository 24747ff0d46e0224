import { ExpectedError, problemCode } from "../../core/errors.ts";
import type { LocalVault } from "../../core/local-vault/local-vault.ts";
import type { Keychain } from "../../core/ports.ts";
import type { Memory } from "../memory.ts";

/**
 * VS Code's own way into the local vault: a slot whose key is in the keychain under `vaultId/slotId`, so that nothing
 * is asked again. After *Lock Local Vault* it waits until the person has opened the vault once.
 */
export interface OwnSlot {
  /** Opens the vault with the kept key. Does nothing where there is none, it no longer fits, or the person locked it. */
  tryToOpen(): Promise<void>;
  /** After the person opened the vault: makes a slot where VS Code has none. Throws `storage-not-kept`. */
  keep(): Promise<void>;
  /** The person locked it. */
  waitForPerson(): Promise<void>;
  /** True where a key should be there and is not: only the passphrase or recovery key opens it now. */
  lost(): Promise<boolean>;
}

export function ownSlot(vault: LocalVault, keychain: Keychain, memory: Pick<Memory, "get" | "update">): OwnSlot {
  const kept = async (id: string) => {
    const slot = memory.get(slotNote(id));
    if (typeof slot !== "string") return undefined;
    return { slot, key: await keychain.read(`${id}/${slot}`) };
  };
  return {
    tryToOpen: async () => {
      const id = await vault.vaultId();
      if (id === undefined || memory.get(lockNote(id)) === true) return;
      const own = await kept(id);
      if (own?.key === undefined) return;
      try {
        await vault.unlock({ kind: "slot-key", slot: own.slot, key: own.key });
      } catch (error) {
        const code = problemCode(error);
        if (code !== "key-lost" && code !== "wrong-passphrase") throw error;
        await keychain.remove(`${id}/${own.slot}`);
      }
    },
    keep: async () => {
      const id = await vault.vaultId();
      if (id === undefined) throw new ExpectedError({ code: "vault-absent" });
      await memory.update(lockNote(id), undefined);
      if ((await kept(id))?.key !== undefined) return;
      const { slot, key } = await vault.addSlot();
      await keychain.write(`${id}/${slot}`, key);
      await memory.update(slotNote(id), slot);
    },
    waitForPerson: async () => {
      const id = await vault.vaultId();
      if (id !== undefined) await memory.update(lockNote(id), true);
    },
    lost: async () => {
      const id = await vault.vaultId();
      const own = id === undefined ? undefined : await kept(id);
      return own !== undefined && own.key === undefined;
    },
  };
}

const slotNote = (id: string): string => `lockers.slot.${id}`;
const lockNote = (id: string): string => `lockers.lockedByPerson.${id}`;
