import type { KeySlot } from "../crypto/key-slot.ts";
import type { VaultStorage, WriteStore } from "./storage.ts";

/** What a file tells without a key. */
export interface VaultHeader {
  /** 16 random bytes. */
  readonly vaultId: Uint8Array;
  readonly slots: readonly KeySlot[];
}

/** An open file of the right kind and version. */
export interface VaultFile extends VaultStorage {
  /** Undefined while no vault was made in it. */
  header(): VaultHeader | undefined;
  /** Makes the vault in one transaction, `fill` included. False where somebody else was faster; nothing is changed then. */
  create(header: VaultHeader, fill: (store: WriteStore) => void): boolean;
  addSlot(slot: KeySlot): void;
  close(): void;
}
