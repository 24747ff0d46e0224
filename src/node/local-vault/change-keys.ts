import { isFixed, type KeySlot } from "../../core/crypto/key-slot.ts";
import { newRecoveryKey } from "../../core/crypto/recovery-key.ts";
import { equalBytes } from "../../core/crypto/bytes.ts";
import { ExpectedError, problemCode } from "../../core/errors.ts";
import type { VaultHeader } from "../../core/local-vault/header.ts";
import type { Opening } from "../../core/local-vault/local-vault.ts";
import { type KeyParts, openDataKey, typedSlot } from "../../core/local-vault/open-vault.ts";
import { rotation } from "../../core/local-vault/rotation.ts";
import type { Secret } from "../../core/secrets/secret.ts";
import type { OpenVault } from "./open-vault.ts";

/** What is done to the slots of an open vault. Each is one transaction: killed in the middle, the vault opens as before. */

/** The passphrase opens the vault from now on, and no other one. Nothing is encrypted anew. Throws `bad-input` for an empty one. */
export function changePassphrase(vault: OpenVault, passphrase: Secret, parts: KeyParts): void {
  const slot = typedSlot(vault, { kind: "passphrase", passphrase }, parts);
  replaceKind(vault, slot);
  // It opens with the passphrase of before for as long as it is there.
  vault.storage.dropFormatCopies();
}

/** Makes a recovery key beside those that are there. `proof` opens the vault. Throws `wrong-passphrase`. */
export function addRecoveryKey(vault: OpenVault, proof: Opening, parts: KeyParts): Secret {
  openDataKey(headerOf(vault), proof, parts).dataKey.fill(0);
  const key = newRecoveryKey(parts.random);
  const slot = typedSlot(vault, { kind: "recovery-key", key }, parts);
  vault.storage.changeSlots(() => ({ remove: [], add: [slot] }));
  return key;
}

/** Makes `key` the only recovery key. Throws `wrong-passphrase` where it is none. */
export function dropOtherRecoveryKeys(vault: OpenVault, key: Secret, parts: KeyParts): void {
  const header = headerOf(vault);
  const opensOne = (slot: KeySlot): boolean =>
    opens({ ...header, slots: [slot] }, { kind: "recovery-key", key }, parts);
  const mine = header.slots.find((slot) => slot.kind === "recovery-key" && opensOne(slot));
  if (mine === undefined) throw new ExpectedError({ code: "wrong-passphrase" });
  vault.storage.changeSlots((slots) => ({
    remove: slots.filter(({ kind, id }) => kind === "recovery-key" && !equalBytes(id, mine.id)),
    add: [],
  }));
}

function opens(header: VaultHeader, opening: Opening, parts: KeyParts): boolean {
  try {
    openDataKey(header, opening, parts).dataKey.fill(0);
    return true;
  } catch (error) {
    if (problemCode(error) === "wrong-passphrase") return false;
    throw error;
  }
}

/**
 * Gives the vault another data key: all of it is sealed anew, and what opened it opens it still. The vault has to be
 * opened again with the key that is returned. Throws `slot-too-old` where a passphrase or recovery key from before this was
 * possible has not opened the vault since.
 */
export function rotateDataKey(vault: OpenVault, parts: KeyParts): Uint8Array {
  dropOldHosts(vault);
  const after = Uint8Array.from(parts.random.bytes(32));
  const rotating = rotation(vault.sealing, { before: vault.dataKey, after }, parts);
  vault.finish();
  try {
    vault.storage.rotate(rotating);
    vault.storage.dropFormatCopies();
    return after;
  } catch (error) {
    after.fill(0);
    throw error;
  } finally {
    rotating.end();
  }
}

/** A host's slot that cannot be refilled goes: that host asks once, and makes itself another. */
function dropOldHosts(vault: OpenVault): void {
  const fixed = headerOf(vault).slots.filter((slot) => isFixed(slot));
  for (const { kind } of fixed) if (kind !== "host") throw new ExpectedError({ code: "slot-too-old", kind });
  if (fixed.length > 0)
    vault.storage.changeSlots((slots) => ({ remove: slots.filter((slot) => isFixed(slot)), add: [] }));
}

function replaceKind({ storage }: OpenVault, slot: KeySlot): void {
  storage.changeSlots((slots) => ({ remove: slots.filter(({ kind }) => kind === slot.kind), add: [slot] }));
}

function headerOf({ storage }: OpenVault) {
  const header = storage.header();
  if (header === undefined) throw new ExpectedError({ code: "vault-absent" });
  return header;
}
