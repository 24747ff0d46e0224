import type { DatabaseSync } from "node:sqlite";
import { ExpectedError } from "../../core/errors.ts";
import type { VaultStorage, WriteStore } from "../../core/local-vault/storage.ts";
import { sqliteStore, type SqliteStore } from "./sqlite-store.ts";
import { tidier } from "./tidier.ts";
import { transactionsOn } from "./transactions.ts";

/** The storage of one connection. `isStale`: somebody changed the keys; every transaction is refused then with `locked`. */
export function storageOn(database: DatabaseSync, file: string, isStale: () => boolean) {
  let store: SqliteStore | undefined;
  let checked: number | undefined;
  const run = transactionsOn(database, {
    file,
    begun: (dataVersion) => {
      // Where nobody else has written since, nobody else has changed the keys.
      if (dataVersion !== checked && isStale()) throw new ExpectedError({ code: "locked" });
      checked = dataVersion;
      store?.begun(dataVersion);
    },
    undone: () => store?.forget(),
  });
  // Tables are there when the first transaction needs them, and not before.
  const rows = () => (store ??= sqliteStore(database));
  const tidy = tidier(database, () => store?.takeRemoved() === true);
  const change = <T>(kind: "durable" | "relaxed", work: (store: WriteStore) => T): T => {
    const result = run(kind, () => work(rows()));
    tidy.log();
    return result;
  };
  const checkAgain = () => {
    checked = undefined;
  };
  const storage: VaultStorage = {
    read: (work) => run("read", () => work(rows())),
    write: (work) => change("durable", work),
    writeRelaxed: (work) => change("relaxed", work),
    tidy: () => tidy.file(),
  };
  return {
    storage,
    run,
    rows,
    checkAgain,
    /** For what changes the file past the store. */
    rewrite: <T>(work: () => T): T => {
      const result = run("durable", work);
      store?.forget();
      checkAgain();
      tidy.replaced();
      return result;
    },
  };
}
