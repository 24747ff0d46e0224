import { realpathSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { AuditContext, AuditEvent } from "../../../core/audit/audit.ts";
import { LOCAL } from "../../../core/connections/connections.ts";
import { ExpectedError, problemCode } from "../../../core/errors.ts";
import { appendAudit } from "../../../core/local-vault/audit-chain.ts";
import type { BackupCounts } from "../../../core/local-vault/backup/counts.ts";
import { exportItems } from "../../../core/local-vault/backup/export-items.ts";
import { newBackupKey } from "../../../core/local-vault/backup/head.ts";
import { compareItems, type Comparison, restoreItems } from "../../../core/local-vault/backup/restore-items.ts";
import type { BackupFile, BackupOrder, RestoreOrder } from "../../../core/local-vault/local-vault.ts";
import type { KeyParts } from "../../../core/local-vault/open-vault.ts";
import { readRows, type Sealing, writeRows } from "../../../core/local-vault/rows.ts";
import type { VaultStorage } from "../../../core/local-vault/storage.ts";
import type { Clock } from "../../../core/ports.ts";
import { withBackup } from "./read-backup.ts";
import { writeBackup } from "./write-backup.ts";

/** An open vault, for what is done to the whole of it. */
export interface WholeVault extends KeyParts {
  /** Absolute path. */
  readonly file: string;
  readonly storage: VaultStorage;
  readonly sealing: Sealing;
  readonly clock: Clock;
  /** Adds a line to the access log. */
  readonly recordAudit: (event: AuditEvent) => void;
}

/** Writes everything but tokens into one file, as it stood at one moment, while others may write. Throws as `writeBackup` does. */
export function backUp(vault: WholeVault, { file, passphrase, replace, audit }: BackupOrder): BackupCounts {
  const { storage, sealing, random } = vault;
  requireOther(vault.file, file);
  const key = newBackupKey(passphrase, vault);
  try {
    recordIfPossible(vault, eventOf(vault, audit, { action: "read", path: "backup" }));
    return storage.read((store) => {
      const items = exportItems(readRows(store, sealing));
      return writeBackup({ file, replace }, key, items, random);
    });
  } finally {
    key.key.fill(0);
  }
}

/** A full disk must not stand in the way of saving what is on it elsewhere. */
function recordIfPossible(vault: WholeVault, event: AuditEvent): void {
  try {
    vault.recordAudit(event);
  } catch (error) {
    const code = problemCode(error);
    if (code !== "vault-full" && code !== "vault-read-only") throw error;
  }
}

/** How a backup differs from the vault, or from none. The whole file is read: what is damaged in it is known afterwards. */
export function compareBackup(
  vault: Pick<WholeVault, "storage" | "sealing"> | undefined,
  { file, passphrase }: BackupFile,
  { primitives, clock }: Pick<WholeVault, "primitives" | "clock">,
): Comparison {
  return withBackup(file, passphrase, primitives, ({ items }) =>
    vault === undefined
      ? compareItems(undefined, items(), clock.now())
      : vault.storage.read((store) => compareItems(readRows(store, vault.sealing), items(), clock.now())),
  );
}

/** Restores in one transaction: all of it or nothing. */
export function restoreBackup(vault: WholeVault, order: RestoreOrder): Comparison {
  const { storage, sealing, clock } = vault;
  const { file, passphrase, onConflict, audit } = order;
  return withBackup(file, passphrase, vault.primitives, ({ items }) =>
    storage.write((store) => {
      const done = restoreItems(writeRows(store, sealing), items(), { now: clock.now(), onConflict });
      const written = onConflict === "replace" ? [...done.added, ...done.conflicts] : done.added;
      const events = written.map((path) => eventOf(vault, audit, { action: "write", path }));
      const whole = eventOf(vault, audit, { action: "other", path: "restore" });
      for (let at = 0; at < events.length; at += LINES) appendAudit(store, sealing, events.slice(at, at + LINES));
      appendAudit(store, sealing, [whole]);
      return done;
    }),
  );
}

/** Lines of the access log in one link. */
const LINES = 500;

function eventOf({ clock }: Pick<WholeVault, "clock">, audit: AuditContext, done: Pick<AuditEvent, "action" | "path">) {
  return { ...audit, ...done, at: clock.now(), server: LOCAL, status: 200 };
}

/** Throws `bad-input` where a backup would take the place of the vault or of a file that belongs to it. */
function requireOther(vault: string, file: string): void {
  const own = [vault, `${vault}-wal`, `${vault}-shm`].map((part) => placeOf(part));
  const target = placeOf(file);
  if (own.some(({ path, inode }) => path === target.path || (inode !== undefined && inode === target.inode))) {
    throw new ExpectedError({ code: "bad-input", what: file, reason: "it is the local vault itself" });
  }
}

/** Where a file is or would be, without links on the way; and what it is, where it is there. */
function placeOf(file: string): { readonly path: string; readonly inode: string | undefined } {
  const stat = statSync(file, { throwIfNoEntry: false });
  return { path: join(realFolder(file), basename(file)), inode: stat && `${stat.dev}/${stat.ino}` };
}

function realFolder(file: string): string {
  try {
    return realpathSync(dirname(file));
  } catch {
    return dirname(file);
  }
}
