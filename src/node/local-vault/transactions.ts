import type { DatabaseSync, StatementSync } from "node:sqlite";
import { withFileProblems } from "./file-problems.ts";
import { whileBusy } from "./sqlite.ts";

/** `read`: sees one state. `durable`: on the disk when it returns. `relaxed`: as durable, but a power failure can take it. */
export type TransactionKind = "read" | "durable" | "relaxed";

export interface TransactionParts {
  /** For the words of problems. */
  readonly file: string;
  /** Runs first in every transaction with SQLite's `data_version`: another one than before means that others have written. */
  readonly begun: (dataVersion: number) => void;
  readonly undone: () => void;
}

/** Runs work in transactions of one connection. All of it or nothing is done; throws what the work throws, and problems of the file. */
export function transactionsOn(database: DatabaseSync, { file, begun, undone }: TransactionParts) {
  const begin = database.prepare("BEGIN");
  const beginWriting = database.prepare("BEGIN IMMEDIATE");
  const commit = database.prepare("COMMIT");
  const dataVersion = database.prepare("PRAGMA data_version");
  let level: "FULL" | "NORMAL" = "FULL";

  const started = (start: StatementSync): number => {
    start.run();
    try {
      // The first statement that reads is the one that may have to wait.
      return Number(dataVersion.get()?.["data_version"]);
    } catch (error) {
      database.exec("ROLLBACK");
      throw error;
    }
  };
  const flush = (wanted: typeof level) => {
    if (level !== wanted) database.exec(`PRAGMA synchronous = ${wanted}`);
    level = wanted;
  };

  return <T>(kind: TransactionKind, work: () => T): T =>
    withFileProblems(file, () => {
      if (kind !== "read") flush(kind === "durable" ? "FULL" : "NORMAL");
      const version = whileBusy(() => started(kind === "read" ? begin : beginWriting));
      try {
        begun(version);
        const result = work();
        commit.run();
        return result;
      } catch (error) {
        if (database.isTransaction) database.exec("ROLLBACK");
        undone();
        throw error;
      }
    });
}
