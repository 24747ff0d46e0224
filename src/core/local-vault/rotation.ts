import { type KeySlot, refillSlot } from "../crypto/key-slot.ts";
import { deriveIndexKeys, deriveVaultKeys } from "../crypto/vault-keys.ts";
import { auditRotation } from "./audit-rotation.ts";
import type { Rotation } from "./header.ts";
import { indexRow, isIndexRow } from "./index-keys.ts";
import type { KeyParts } from "./open-vault.ts";
import { resealRow, type Sealing } from "./rows.ts";
import type { StoredRow } from "./storage.ts";

/**
 * Gives a vault a new data key: every row and every line of the access log is sealed anew, and every slot holds the new
 * key. The keyed hashes that find names and tokens stay. Both data keys are overwritten by the caller. The rotation is
 * done in one transaction of `VaultFile.rotate`; `end` overwrites what it needed.
 */
export function rotation(
  sealing: Sealing,
  keys: { readonly before: Uint8Array; readonly after: Uint8Array },
  parts: KeyParts,
): Rotation & { readonly end: () => void } {
  const { vaultId, random } = sealing;
  const { primitives } = parts;
  // Its index keys are not used: the rows keep their lookups.
  const next: Sealing = {
    vaultId,
    random,
    keys: deriveVaultKeys(keys.after, primitives, deriveIndexKeys(keys.after, primitives)),
  };
  const log = auditRotation(sealing, next);
  let index: StoredRow | undefined;
  return {
    begin: (store) => {
      index = indexRow(store, { vaultId, ...keys }, parts);
      log.begin(store);
    },
    row: (row) => (isIndexRow(row) ? row.sealed : resealRow(row, sealing, next)),
    link: log.link,
    slot: (slot: KeySlot) => refillSlot({ vaultId, slot }, keys, primitives, random),
    finish: (store) => {
      if (index === undefined) return;
      if (store.find(index.parent, index.lookup)) store.change(index);
      else store.add(index);
    },
    end: () => next.keys.wipe(),
  };
}
