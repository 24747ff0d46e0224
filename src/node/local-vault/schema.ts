import type { DatabaseSync } from "node:sqlite";
import { ExpectedError } from "../../core/errors.ts";
import { whileBusy } from "./sqlite.ts";

/** `LOCK` in ASCII: what makes an SQLite file ours. */
const APPLICATION_ID = 0x4c_4f_43_4b;
const FORMAT = 2;

const TABLES = `
  CREATE TABLE vault (id BLOB NOT NULL, generation INTEGER NOT NULL DEFAULT 0) STRICT;
  CREATE TABLE slots (id BLOB PRIMARY KEY, kind TEXT NOT NULL, salt BLOB, n INTEGER, r INTEGER, p INTEGER,
    wrapped BLOB NOT NULL) STRICT;
  CREATE TABLE rows (parent BLOB NOT NULL, lookup BLOB NOT NULL, id BLOB NOT NULL, sealed BLOB NOT NULL,
    PRIMARY KEY (parent, lookup)) STRICT, WITHOUT ROWID;
  CREATE TABLE links (sequence INTEGER PRIMARY KEY, sealed BLOB NOT NULL, link BLOB NOT NULL, mark BLOB) STRICT;
  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${FORMAT};
`;

/** Call inside a write transaction. */
export function createTables(database: DatabaseSync): void {
  database.exec(TABLES);
}

/** True where the tables are there. Throws `vault-newer` for a later format and `vault-damaged` for a file of something else. */
export function hasTables(database: DatabaseSync, file: string): boolean {
  if (pragma(database, "schema_version") === 0) return false;
  if (pragma(database, "application_id") !== APPLICATION_ID) throw new ExpectedError({ code: "vault-damaged", file });
  if (pragma(database, "user_version") > FORMAT) throw new ExpectedError({ code: "vault-newer", file });
  return true;
}

/** The format of a file that has tables. */
export function formatOf(database: DatabaseSync): number {
  return pragma(database, "user_version");
}

/** True for a file that an earlier Lockers made. */
export function isOlder(database: DatabaseSync): boolean {
  return formatOf(database) < FORMAT;
}

/** Format 1 did not count its data keys, and in its beginning did not mark the end of the log. Call inside a write transaction. */
export function upgradeTables(database: DatabaseSync): void {
  const columns = database.prepare("SELECT name FROM pragma_table_info('links')").all();
  if (!columns.some(({ name }) => name === "mark")) database.exec("ALTER TABLE links ADD COLUMN mark BLOB");
  database.exec(`
    ALTER TABLE vault ADD COLUMN generation INTEGER NOT NULL DEFAULT 0;
    PRAGMA user_version = ${FORMAT};
  `);
}

/**
 * What the vault relies on: write-ahead log, every commit on the disk before it is acknowledged, freed pages
 * overwritten. Throws where SQLite does not take a setting: better no vault than one that forgets.
 */
export function applySettings(database: DatabaseSync, file: string): void {
  const mode = writeAheadLog(database);
  if (mode !== "wal") throw new ExpectedError({ code: "vault-read-only", file });
  database.exec(
    "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY;",
  );
  if (pragma(database, "synchronous") !== 2 || pragma(database, "secure_delete") !== 1) {
    throw new Error("SQLite refused the settings of the vault");
  }
}

/** SQLite refuses the change at once, whatever the time-out, while another process makes it. */
function writeAheadLog(database: DatabaseSync): unknown {
  return whileBusy(() => Object.values(database.prepare("PRAGMA journal_mode = WAL").get() ?? {})[0]);
}

export function pragma(database: DatabaseSync, name: string): number {
  const [value] = Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {});
  return typeof value === "number" ? value : -1;
}
