import { closeSync, mkdirSync, openSync, rmdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { VaultFile, VaultHeader } from "../../core/local-vault/header.ts";
import { makeOwnerOnly, takeWriteRights } from "../owner-only.ts";
import { makeUsersAlone } from "../windows-access.ts";
import { withFileProblems } from "./file-problems.ts";
import { applySettings, createTables, hasTables } from "./schema.ts";
import { insertSlot, readSlots } from "./slots.ts";
import { openDatabase } from "./sqlite.ts";
import { blob } from "./sqlite-store.ts";
import { storageOn } from "./stored.ts";
import { vaultUpkeep } from "./vault-upkeep.ts";

/**
 * Opens the vault's file. With `make` a missing file (and its directory, for the user alone) is made first; without,
 * undefined means that there is none. Existing files are taken from others (0600), and the right to write off the
 * directory; that others can look into it is for the hosts to report (`othersCanRead`). Throws `vault-damaged`, `vault-newer`, `vault-read-only`, `vault-full`.
 */
export function openVaultFile(file: string, { make }: { readonly make: boolean }): VaultFile | undefined {
  return withFileProblems(file, () => {
    if (make) makeFile(file);
    else if (!hasContent(file)) return undefined;
    takeWriteRights(dirname(file));
    for (const part of [file, `${file}-wal`, `${file}-shm`]) makeOwnerOnly(part);
    const database = openDatabase(file);
    if (database === undefined) throw new Error("this Node has no node:sqlite");
    try {
      const filled = hasTables(database, file);
      if (!filled && !make) {
        database.close();
        return undefined;
      }
      applySettings(database, file);
      // From here on `whileBusy` waits.
      database.exec("PRAGMA busy_timeout = 0");
      return vaultFile(database, file);
    } catch (error) {
      database.close();
      throw error;
    }
  });
}

/** SQLite makes files as the umask has it, and gives its log and index the mode of the database: so it must be right before. */
function makeFile(file: string): void {
  const made = mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  if (made !== undefined && process.platform === "win32") takeFromOthers(dirname(file));
  closeSync(openSync(file, "a", 0o600));
}

/** A new directory that cannot be made the user's alone goes again: it must not be taken for one that is. */
function takeFromOthers(directory: string): void {
  try {
    makeUsersAlone(directory);
  } catch (error) {
    rmdirSync(directory);
    throw error;
  }
}

function hasContent(file: string): boolean {
  return (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0;
}

function vaultFile(database: DatabaseSync, file: string): VaultFile {
  const pinned = pinnedGeneration(database);
  const { storage, run, rows, rewrite, ...stored } = storageOn(database, file, () => pinned.isStale());
  return {
    ...storage,
    header: () => run("read", () => (hasTables(database, file) ? readHeader(database) : undefined)),
    create: (header, fill) =>
      run("durable", () => {
        if (hasTables(database, file)) return false;
        createTables(database);
        database.prepare("INSERT INTO vault (id) VALUES (?)").run(header.vaultId);
        for (const slot of header.slots) insertSlot(database, slot);
        fill(rows());
        return true;
      }),
    pin: (generation) => {
      pinned.pin(generation);
      stored.checkAgain();
    },
    isStale: () => withFileProblems(file, () => pinned.isStale()),
    ...vaultUpkeep(database, { file, write: rewrite, rows }),
    close: () => {
      storage.tidy();
      database.close();
    },
  };
}

/** See `VaultFile.pin`. */
function pinnedGeneration(database: DatabaseSync): Pick<VaultFile, "pin" | "isStale"> {
  let pinned: { readonly generation: number; readonly current: StatementSync } | undefined;
  return {
    pin: (generation) => {
      pinned = { generation, current: database.prepare("SELECT generation FROM vault") };
    },
    isStale: () => pinned !== undefined && pinned.current.get()?.["generation"] !== pinned.generation,
  };
}

function readHeader(database: DatabaseSync): VaultHeader | undefined {
  const vault = database.prepare("SELECT * FROM vault").get();
  if (vault === undefined) return undefined;
  const { generation = 0 } = vault;
  return { vaultId: blob(vault, "id"), slots: readSlots(database), generation: Number(generation) };
}
