import type { DatabaseSync } from "node:sqlite";
import type { VaultFile } from "../../core/local-vault/header.ts";
import type { WriteStore } from "../../core/local-vault/storage.ts";
import { withFileProblems } from "./file-problems.ts";
import { dropCopies, keepCopy } from "./keep-copy.ts";
import { allRows, rotateFile } from "./rotate-file.ts";
import { formatOf, isOlder, upgradeTables } from "./schema.ts";
import { insertSlot, readSlots } from "./slots.ts";

const FORMAT_COPY = "format-";

interface Parts {
  readonly file: string;
  /** Runs `work` in a write transaction. */
  readonly write: <T>(work: () => T) => T;
  readonly rows: () => WriteStore;
}

/** What is seldom done to a vault's file. */
export function vaultUpkeep(
  database: DatabaseSync,
  { file, write, rows }: Parts,
): Pick<VaultFile, "upgrade" | "changeSlots" | "rotate" | "countRows" | "keepCopy" | "dropFormatCopies"> {
  return {
    upgrade: (fill) => {
      if (!isOlder(database)) return;
      withFileProblems(file, () => keepCopy(database, file, `${FORMAT_COPY}${formatOf(database)}`));
      write(() => {
        if (!isOlder(database)) return;
        upgradeTables(database);
        fill(rows());
      });
    },
    changeSlots: (change) => {
      write(() => {
        const removeSlot = database.prepare("DELETE FROM slots WHERE id = ?");
        const { remove, add } = change(readSlots(database));
        for (const { id } of remove) removeSlot.run(id);
        for (const slot of add) insertSlot(database, slot);
      });
    },
    countRows: (isSo) => {
      let count = 0;
      for (const row of allRows(database)) if (isSo(row)) count += 1;
      return count;
    },
    dropFormatCopies: () => withFileProblems(file, () => dropCopies(file, FORMAT_COPY)),
    keepCopy: (what) => withFileProblems(file, () => keepCopy(database, file, what)),
    rotate: (rotation) => {
      write(() => rotateFile(database, rows(), rotation));
    },
  };
}
