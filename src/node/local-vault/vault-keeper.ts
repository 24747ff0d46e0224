import { LOCAL } from "../../core/connections/connections.ts";
import type { SlotKind } from "../../core/crypto/key-slot.ts";
import type { BackupCounts } from "../../core/local-vault/backup/counts.ts";
import type { Comparison } from "../../core/local-vault/backup/restore-items.ts";
import type { BackupFile, BackupOrder, Opening, RestoreOrder } from "../../core/local-vault/local-vault.ts";
import type { Secret } from "../../core/secrets/secret.ts";
import { backUp, compareBackup, restoreBackup } from "./backup/vault-backup.ts";
import { addRecoveryKey, changePassphrase, dropOtherRecoveryKeys, rotateDataKey } from "./change-keys.ts";
import type { VaultHolder } from "./vault-holder.ts";

/** What is done to a vault besides using it, without waiting. The errors are those of `LocalVaultKeeper`. */
export interface VaultKeeper {
  readonly slotKinds: () => readonly SlotKind[];
  readonly changePassphrase: (passphrase: Secret) => void;
  readonly addRecoveryKey: (proof: Opening) => Secret;
  readonly dropOtherRecoveryKeys: (key: Secret) => void;
  readonly rotateDataKey: () => void;
  readonly backUp: (order: BackupOrder) => BackupCounts;
  readonly compareBackup: (backup: BackupFile) => Comparison;
  readonly restore: (order: RestoreOrder) => Comparison;
}

export function vaultKeeper({ current, header, parts, reopen, state }: VaultHolder): VaultKeeper {
  const whole = () => ({ ...parts, ...current() });
  /** What opens the vault is not changed unseen. */
  const told = <T>(what: string, work: () => T): T => {
    const result = work();
    const event = { who: "keys", why: what, server: LOCAL, action: "other", path: "keys", status: 200 } as const;
    current().recordAudit({ ...event, at: parts.clock.now() });
    return result;
  };
  return {
    slotKinds: () => header()?.slots.map(({ kind }) => kind) ?? [],
    changePassphrase: (passphrase) =>
      told("change the passphrase", () => changePassphrase(current(), passphrase, parts)),
    addRecoveryKey: (proof) => told("make a recovery key", () => addRecoveryKey(current(), proof, parts)),
    dropOtherRecoveryKeys: (key) =>
      told("drop other recovery keys", () => dropOtherRecoveryKeys(current(), key, parts)),
    rotateDataKey: () => told("change the vault key", () => reopen(rotateDataKey(current(), parts))),
    backUp: (order) => backUp(whole(), order),
    compareBackup: (backup) => compareBackup(state() === "absent" ? undefined : current(), backup, parts),
    restore: (order) => restoreBackup(whole(), order),
  };
}
