import { LOCAL } from "../../core/connections/connections.ts";
import { ExpectedError } from "../../core/errors.ts";
import { adoptAudit } from "../../core/local-vault/audit-chain.ts";
import type { VaultFile, VaultHeader } from "../../core/local-vault/header.ts";
import { openSealing } from "../../core/local-vault/index-keys.ts";
import type { Opening } from "../../core/local-vault/local-vault.ts";
import { type KeyParts, makeVault, openDataKey } from "../../core/local-vault/open-vault.ts";
import type { Clock } from "../../core/ports.ts";
import { type OpenVault, openVault } from "./open-vault.ts";
import { openVaultFile } from "./vault-file.ts";

type Parts = KeyParts & { readonly clock: Clock };

/** Makes a vault in the file and opens it. Throws `vault-exists`. */
export function createIn(
  file: string,
  opening: Extract<Opening, { kind: "passphrase" | "recovery-key" }>,
  parts: Parts,
): OpenVault {
  const storage = openVaultFile(file, { make: true });
  try {
    const made = storage && makeVault(storage, opening, parts);
    if (!storage || !made) throw new ExpectedError({ code: "vault-exists", file });
    return openVault(storage, { ...parts, ...made });
  } catch (error) {
    storage?.close();
    throw error;
  }
}

/** Opens the vault of the file, and brings it up to the format of today. Throws `vault-absent`, `wrong-passphrase`, `key-lost`. */
export function unlockIn(file: string, opening: Opening, parts: Parts): OpenVault {
  return openIn(file, (storage, header) => {
    const { dataKey, renewed } = openDataKey(header, opening, parts);
    upgrade(storage, header, dataKey, parts);
    storage.pin(header.generation);
    if (renewed) {
      storage.changeSlots((slots) => {
        const remove = slots.filter(({ id }) => same(id, renewed.id));
        // Where it is gone somebody has changed the passphrase meanwhile: it must not come back.
        return { remove, add: remove.length > 0 ? [renewed] : [] };
      });
    }
    return openVault(storage, { ...parts, header, dataKey });
  });
}

/** Opens it with a data key that is known; `dataKey` is overwritten where that fails. */
export function reopenIn(file: string, dataKey: Uint8Array, parts: Parts): OpenVault {
  try {
    return openIn(file, (storage, header) => openVault(storage, { ...parts, header, dataKey }));
  } catch (error) {
    dataKey.fill(0);
    throw error;
  }
}

/** What the file tells without a key, or undefined where there is no vault. */
export function headerIn(file: string): VaultHeader | undefined {
  const storage = openVaultFile(file, { make: false });
  try {
    return storage?.header();
  } finally {
    storage?.close();
  }
}

function openIn(file: string, open: (storage: VaultFile, header: VaultHeader) => OpenVault): OpenVault {
  const storage = openVaultFile(file, { make: false });
  try {
    const header = storage?.header();
    if (!storage || !header) throw new ExpectedError({ code: "vault-absent" });
    return open(storage, header);
  } catch (error) {
    storage?.close();
    throw error;
  }
}

function same(left: Uint8Array, right: Uint8Array): boolean {
  return Buffer.compare(left, right) === 0;
}

/** A vault of an earlier format gets what it lacks, and its log tells of it. */
function upgrade(storage: VaultFile, { vaultId }: VaultHeader, dataKey: Uint8Array, parts: Parts): void {
  storage.upgrade((store) => {
    const sealing = openSealing(store, vaultId, dataKey, parts);
    const event = { who: "lockers", server: LOCAL, action: "other", path: "upgrade", status: 200 } as const;
    adoptAudit(store, sealing, [{ ...event, at: parts.clock.now() }]);
    sealing.keys.wipe();
  });
}
