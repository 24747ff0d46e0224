import type { DatabaseSync } from "node:sqlite";

export interface Tidier {
  /** Empties the write-ahead log where something was removed. To be called after every change; costs nothing else. */
  log(): void;
  /** Something was replaced past the store, such as what opens the vault: it has to leave the log, and the file's gaps. */
  replaced(): void;
  /** Writes the whole file anew where something was removed. To be called now and then. */
  file(): void;
}

/**
 * Takes what was removed out of the file for good. SQLite overwrites what is deleted (`secure_delete`), but its
 * write-ahead log still has it, and a row that was moved from one page to another while the tree was balanced may have
 * left a copy in the gap of a page: one in five hundred does. Where others are in the way it is tried again the next
 * time. Never throws: what was asked for is done and stays so.
 */
export function tidier(database: DatabaseSync, takeRemoved: () => boolean): Tidier {
  const checkpoint = database.prepare("PRAGMA wal_checkpoint(TRUNCATE)");
  let isLogDue = false;
  let isFileDue = false;
  const log = () => {
    if (takeRemoved()) {
      isLogDue = true;
      isFileDue = true;
    }
    if (isLogDue) isLogDue = !isDone(() => checkpoint.get()?.["busy"] === 0);
  };
  return {
    log,
    replaced: () => {
      isLogDue = true;
      isFileDue = true;
      log();
    },
    file: () => {
      if (isFileDue && isDone(() => vacuumed(database))) {
        isFileDue = false;
        isLogDue = true;
      }
      log();
    },
  };
}

function vacuumed(database: DatabaseSync): boolean {
  database.exec("VACUUM");
  return true;
}

function isDone(work: () => boolean): boolean {
  try {
    return work();
  } catch {
    return false;
  }
}
