import type { AuditContext, AuditEvent } from "../audit/audit.ts";
import type { Records } from "../ports.ts";
import type { Secret } from "../secrets/secret.ts";
import type { VaultReply, VaultRequest } from "../transport/transport.ts";
import type { SlotKind } from "../crypto/key-slot.ts";
import type { BackupCounts } from "./backup/counts.ts";
import type { Comparison, OnConflict } from "./backup/restore-items.ts";

export type VaultState = "absent" | "locked" | "open";

/** What opens a vault. A slot key is the one a host keeps in its keychain under `vaultId/slotId`. */
export type Opening =
  | { readonly kind: "passphrase"; readonly passphrase: Secret }
  | { readonly kind: "recovery-key"; readonly key: Secret }
  | { readonly kind: "slot-key"; readonly slot: string; readonly key: Secret };

/**
 * The vault on this computer. Answers Vault's HTTP API; keys are held while open and overwritten on lock.
 * The same interface stands before the engine itself (command line) and before the worker that holds it (extension).
 */
export interface LocalVault {
  /** Absolute path of the file. */
  readonly file: string;
  state(): Promise<VaultState>;
  /** Makes and opens it. Throws `vault-exists`, also where another process was faster. */
  create(opening: Extract<Opening, { kind: "passphrase" | "recovery-key" }>): Promise<void>;
  /** Throws `vault-absent`, `wrong-passphrase`, `key-lost`, `vault-damaged`, `vault-newer`. */
  unlock(opening: Opening): Promise<void>;
  lock(): Promise<void>;
  /** Makes a slot for this host while open; the host keeps the key. */
  addSlot(): Promise<{ readonly vault: string; readonly slot: string; readonly key: Secret }>;
  /** The vault's id, or undefined while there is none. Needs no key. */
  vaultId(): Promise<string | undefined>;
  /** Answers one request. Throws `locked` or `vault-absent`; anything else is a reply. */
  request(request: VaultRequest): Promise<VaultReply>;
  /** A token of this process alone, in memory only, with all rights. Throws `locked`. */
  ownerToken(): Promise<Secret>;
  readonly records: Records;
  /** Adds a line to the access log's chain, for what happened on other servers. */
  recordAudit(event: AuditEvent): Promise<void>;
  /** Newest first. */
  auditEvents(limit: number): Promise<readonly AuditEvent[]>;
  close(): Promise<void>;
}

/** A backup, and the passphrase of its own that opens it. */
export interface BackupFile {
  /** Absolute path. */
  readonly file: string;
  readonly passphrase: Secret;
}

export interface BackupOrder extends BackupFile {
  /** Whether a file that is there may be replaced. */
  readonly replace: boolean;
  readonly audit: AuditContext;
}

export interface RestoreOrder extends BackupFile {
  readonly onConflict: OnConflict;
  readonly audit: AuditContext;
}

/** What is done to a vault besides using it. All of it throws `locked` or `vault-absent`. */
export interface LocalVaultKeeper extends LocalVault {
  /** What opens it, needs no key. Empty where there is no vault. */
  slotKinds(): Promise<readonly SlotKind[]>;
  /** The passphrase opens the vault from now on, and no other one; nothing is encrypted anew. Throws `bad-input` for an empty one. */
  changePassphrase(passphrase: Secret): Promise<void>;
  /**
   * A new recovery key. Those before open the vault too until `dropOtherRecoveryKeys`: nobody may be left without one that
   * was seen. `proof` has to open the vault. Throws `wrong-passphrase`.
   */
  addRecoveryKey(proof: Opening): Promise<Secret>;
  /** From now on `key` is the only recovery key. Throws `wrong-passphrase` where it is none. */
  dropOtherRecoveryKeys(key: Secret): Promise<void>;
  /** Gives the vault another data key and seals everything anew; what opened it opens it still. Throws `slot-too-old`. */
  rotateDataKey(): Promise<void>;
  /**
   * Writes an encrypted copy of everything but tokens into one file, as it stood at one moment. Throws `backup-exists`,
   * `file-unwritable`, `vault-full`, `bad-input`.
   */
  backUp(order: BackupOrder): Promise<BackupCounts>;
  /** How a backup differs from the vault; nothing is changed. Where there is no vault, everything in it is `added`. Throws `file-unreadable` and `backup-…`. */
  compareBackup(backup: BackupFile): Promise<Comparison>;
  /** Restores all of a backup or nothing; gives what was found meanwhile. Throws as `compareBackup` does. */
  restore(order: RestoreOrder): Promise<Comparison>;
  /** Number of the first part of the log that does not fit the one before it, or undefined where the chain holds. */
  auditProblem(): Promise<number | undefined>;
}
