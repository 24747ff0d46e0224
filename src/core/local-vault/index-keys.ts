import { concat, utf8 } from "../crypto/bytes.ts";
import { seal, unseal } from "../crypto/seal.ts";
import { deriveIndexKeys, deriveSealKey, deriveVaultKeys } from "../crypto/vault-keys.ts";
import type { KeyParts } from "./open-vault.ts";
import { AREA, type Sealing } from "./rows.ts";
import type { ReadStore, StoredRow } from "./storage.ts";

/** The row stands at a lookup that no key is needed for, since it holds the keys for the others. */
const LOOKUP = new Uint8Array(16);

/**
 * Keys for work on a vault. Those that find names and tokens come from the first data key the vault had; once it has had
 * another, they are kept in a row. `dataKey` is not needed afterwards. Throws `SealBroken` where it is not the vault's.
 */
export function openSealing(store: ReadStore, vaultId: Uint8Array, dataKey: Uint8Array, parts: KeyParts): Sealing {
  const { primitives, random } = parts;
  const kept = store.find(AREA.control, LOOKUP);
  if (kept === undefined) return { vaultId, keys: deriveVaultKeys(dataKey, primitives), random };
  const key = deriveSealKey(dataKey, primitives);
  try {
    const index = unseal(key, associated(vaultId), kept.sealed);
    return { vaultId, keys: deriveVaultKeys(dataKey, primitives, index), random };
  } finally {
    key.fill(0);
  }
}

/** The row for a vault that gets a new data key; `current` is the one it had, `keys` the new one's. */
export function indexRow(
  store: ReadStore,
  { vaultId, before, after }: { readonly vaultId: Uint8Array; readonly before: Uint8Array; readonly after: Uint8Array },
  { primitives, random }: KeyParts,
): StoredRow {
  const kept = store.find(AREA.control, LOOKUP);
  const [from, to] = [deriveSealKey(before, primitives), deriveSealKey(after, primitives)];
  const index = kept ? unseal(from, associated(vaultId), kept.sealed) : deriveIndexKeys(before, primitives);
  const sealed = seal(to, associated(vaultId), index, random);
  for (const bytes of [from, to, index]) bytes.fill(0);
  return { id: kept?.id ?? random.bytes(16), parent: AREA.control, lookup: LOOKUP, sealed };
}

/** True for the row that holds the index keys: it is sealed in a way of its own. */
export function isIndexRow({ lookup }: StoredRow): boolean {
  return lookup.every((byte) => byte === 0);
}

function associated(vaultId: Uint8Array): Uint8Array {
  return concat(utf8("lockers/index/1/"), vaultId);
}
