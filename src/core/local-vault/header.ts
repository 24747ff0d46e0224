import type { KeySlot } from "../crypto/key-slot.ts";
import type { ReadStore, StoredLink, StoredRow, VaultStorage, WriteStore } from "./storage.ts";

/** What a file tells without a key. */
export interface VaultHeader {
  /** 16 random bytes. */
  readonly vaultId: Uint8Array;
  readonly slots: readonly KeySlot[];
  /** How many data keys it has had before. */
  readonly generation: number;
}

/** An open file of the right kind and version. */
export interface VaultFile extends VaultStorage {
  /** Undefined while no vault was made in it. */
  header(): VaultHeader | undefined;
  /** Makes the vault in one transaction, `fill` included. False where somebody else was faster; nothing is changed then. */
  create(header: VaultHeader, fill: (store: WriteStore) => void): boolean;
  /** Brings a file of an earlier format up to this one, in one transaction with `fill`; a copy of it is kept before. Does nothing for a file of this format. */
  upgrade(fill: (store: WriteStore) => void): void;
  /**
   * From now on every transaction throws `locked` once the vault has another data key than that of `generation`: what is
   * sealed with the old one would be lost.
   */
  pin(generation: number): void;
  /** True where the vault has another data key by now. */
  isStale(): boolean;
  /** In one transaction; `change` is given the slots that are there. */
  changeSlots(change: (slots: readonly KeySlot[]) => SlotChange): void;
  /** Gives the vault another data key, in one transaction. What was pinned is stale afterwards. */
  rotate(rotation: Rotation): void;
  /** How many rows are so. */
  countRows(isSo: (row: StoredRow) => boolean): number;
  /** A copy of the whole file beside it, for its owner alone; gives its path. `what` is part of its name. */
  keepCopy(what: string): string;
  /** Removes the copies that `upgrade` kept. */
  dropFormatCopies(): void;
  close(): void;
}

export interface SlotChange {
  readonly remove: readonly KeySlot[];
  readonly add: readonly KeySlot[];
}

/** What changes with the data key. Called in this order; links come oldest first. */
export interface Rotation {
  begin(store: ReadStore): void;
  /** The row's new contents. */
  row(row: StoredRow): Uint8Array;
  link(link: StoredLink): StoredLink & { readonly mark: Uint8Array | undefined };
  slot(slot: KeySlot): KeySlot;
  finish(store: WriteStore): void;
}
