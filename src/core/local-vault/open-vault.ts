import { equalBytes, fromBase64Url, utf8 } from "../crypto/bytes.ts";
import { isFixed, type KeySlot, makeSlot, openSlot, SCRYPT_COST } from "../crypto/key-slot.ts";
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
import { writeRows } from "./rows.ts";

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
  const { primitives, random } = parts;
  const vaultId = random.bytes(16);
  const dataKey = Uint8Array.from(random.bytes(32));
  const slot = typedSlot({ vaultId, dataKey }, opening, parts);
  const header = { vaultId, slots: [slot], generation: 0 };
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

export interface OpenedSlot {
  /** 32 bytes, the caller overwrites it. */
  readonly dataKey: Uint8Array;
  /** The same slot in the form of today, where it has an earlier one. */
  readonly renewed: KeySlot | undefined;
}

/** Opens the slot that is meant. Throws `wrong-passphrase` or `key-lost`. */
export function openDataKey(header: VaultHeader, opening: Opening, parts: KeyParts): OpenedSlot {
  if (opening.kind === "slot-key") return openHostSlot(header, opening.slot, opening.key, parts);
  for (const slot of slotsFor(header, opening)) {
    const opened = tried(header.vaultId, slot, secretFor(slot, opening), parts);
    if (opened) return opened;
  }
  throw new ExpectedError({ code: "wrong-passphrase" });
}

/** A new slot for what a person types. Throws `bad-input` for an empty passphrase or a mistyped recovery key. */
export function typedSlot(
  { vaultId, dataKey }: { readonly vaultId: Uint8Array; readonly dataKey: Uint8Array },
  opening: Typed,
  { primitives, random, cost = SCRYPT_COST }: KeyParts,
): KeySlot {
  const secret = typed(opening);
  if (secret === undefined) throw new ExpectedError({ code: "bad-input", what: "recovery key", reason: "mistyped" });
  if (secret.length === 0) throw new ExpectedError({ code: "bad-input", what: "passphrase", reason: "it is empty" });
  const slot = makeSlot({ vaultId, kind: opening.kind, secret, dataKey, cost }, primitives, random);
  secret.fill(0);
  return slot;
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

function tried(vaultId: Uint8Array, slot: KeySlot, secret: Uint8Array, parts: KeyParts): OpenedSlot | undefined {
  const { primitives, random } = parts;
  try {
    const dataKey = openSlot(vaultId, slot, secret, primitives);
    const order = { vaultId, kind: slot.kind, secret, dataKey, cost: slot.stretch?.cost, id: slot.id };
    return { dataKey, renewed: isFixed(slot) ? makeSlot(order, primitives, random) : undefined };
  } catch (error) {
    if (error instanceof SealBroken) return undefined;
    throw error;
  } finally {
    secret.fill(0);
  }
}

function openHostSlot(header: VaultHeader, id: string, key: Secret, parts: KeyParts): OpenedSlot {
  const wanted = fromBase64Url(id);
  const secret = fromBase64Url(key.reveal());
  const slot = header.slots.find((other) => other.kind === "host" && wanted && equalBytes(other.id, wanted));
  const opened = slot && secret?.length === 32 ? tried(header.vaultId, slot, secret, parts) : undefined;
  if (opened === undefined) throw new ExpectedError({ code: "key-lost" });
  return opened;
}
