import { equalBytes, fromBase64Url, utf8 } from "../crypto/bytes.ts";
import { type KeySlot, makeSlot, openSlot, SCRYPT_COST } from "../crypto/key-slot.ts";
import type { Primitives, ScryptCost } from "../crypto/primitives.ts";
import { parseRecoveryKey } from "../crypto/recovery-key.ts";
import { SealBroken } from "../crypto/seal.ts";
import { deriveVaultKeys } from "../crypto/vault-keys.ts";
import { ExpectedError } from "../errors.ts";
import type { Random } from "../ports.ts";
import type { Secret } from "../secrets/secret.ts";
import type { VaultFile, VaultHeader } from "./header.ts";
import type { Opening } from "./local-vault.ts";
import { beginAudit } from "./audit-chain.ts";
import { firstMounts, writeMounts } from "./mounts.ts";
import { type Sealing, writeRows } from "./rows.ts";

export interface KeyParts {
  readonly primitives: Primitives;
  readonly random: Random;
  /** Only tests lower it. */
  readonly cost?: ScryptCost;
}

/** Makes a vault in the file. Returns its data key (32 bytes, the caller overwrites it), or undefined where there is one already. Throws `bad-input` for an empty passphrase or a mistyped recovery key. */
export function makeVault(
  file: VaultFile,
  opening: Extract<Opening, { kind: "passphrase" | "recovery-key" }>,
  parts: KeyParts,
): { readonly header: VaultHeader; readonly dataKey: Uint8Array } | undefined {
  const { primitives, random, cost = SCRYPT_COST } = parts;
  const vaultId = random.bytes(16);
  const dataKey = Uint8Array.from(random.bytes(32));
  const secret = typed(opening);
  if (secret === undefined) throw new ExpectedError({ code: "bad-input", what: "recovery key", reason: "mistyped" });
  if (secret.length === 0) throw new ExpectedError({ code: "bad-input", what: "passphrase", reason: "it is empty" });
  const slot = makeSlot({ vaultId, kind: opening.kind, secret, dataKey, cost }, primitives, random);
  secret.fill(0);
  const header = { vaultId, slots: [slot] };
  const sealing = { vaultId, keys: deriveVaultKeys(dataKey, primitives), random };
  const made = file.create(header, (store) => {
    writeMounts(writeRows(store, sealing), firstMounts(random));
    beginAudit(store, sealing);
  });
  sealing.keys.wipe();
  if (made) return { header, dataKey };
  dataKey.fill(0);
  return undefined;
}

/** The data key (32 bytes, the caller overwrites it). Throws `wrong-passphrase` or `key-lost`. */
export function openDataKey(header: VaultHeader, opening: Opening, { primitives }: KeyParts): Uint8Array {
  if (opening.kind === "slot-key") return openHostSlot(header, opening.slot, opening.key, primitives);
  const secret = typed(opening);
  for (const slot of secret === undefined ? [] : slotsFor(header, opening)) {
    const key = tried(header.vaultId, slot, secretFor(slot, opening), primitives);
    if (key) return key;
  }
  throw new ExpectedError({ code: "wrong-passphrase" });
}

/** Keys for work on the vault; `dataKey` is not needed afterwards. */
export function sealingOf(vaultId: Uint8Array, dataKey: Uint8Array, { primitives, random }: KeyParts): Sealing {
  return { vaultId, keys: deriveVaultKeys(dataKey, primitives), random };
}

type Typed = Extract<Opening, { kind: "passphrase" | "recovery-key" }>;

function typed(opening: Typed): Uint8Array | undefined {
  if (opening.kind === "passphrase") return utf8(opening.passphrase.reveal().normalize("NFC"));
  const key = parseRecoveryKey(opening.key);
  return key === undefined ? undefined : utf8(key);
}

/** A recovery key typed where the passphrase is asked opens the vault as well. */
function slotsFor({ slots }: VaultHeader, opening: Typed): readonly KeySlot[] {
  const recovery = opening.kind === "recovery-key" || parseRecoveryKey(opening.passphrase) !== undefined;
  return slots.filter(
    ({ kind }) => (kind === "recovery-key" && recovery) || (kind === "passphrase" && opening.kind === "passphrase"),
  );
}

function secretFor(slot: KeySlot, opening: Typed): Uint8Array {
  if (slot.kind === "passphrase" || opening.kind === "recovery-key") return typed(opening) ?? new Uint8Array();
  return typed({ kind: "recovery-key", key: opening.passphrase }) ?? new Uint8Array();
}

function tried(vaultId: Uint8Array, slot: KeySlot, secret: Uint8Array, primitives: Primitives): Uint8Array | undefined {
  try {
    return openSlot(vaultId, slot, secret, primitives);
  } catch (error) {
    if (error instanceof SealBroken) return undefined;
    throw error;
  } finally {
    secret.fill(0);
  }
}

function openHostSlot(header: VaultHeader, id: string, key: Secret, primitives: Primitives): Uint8Array {
  const wanted = fromBase64Url(id);
  const secret = fromBase64Url(key.reveal());
  const slot = header.slots.find((other) => other.kind === "host" && wanted && equalBytes(other.id, wanted));
  const dataKey = slot && secret?.length === 32 ? tried(header.vaultId, slot, secret, primitives) : undefined;
  if (dataKey === undefined) throw new ExpectedError({ code: "key-lost" });
  return dataKey;
}
