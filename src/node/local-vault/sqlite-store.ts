import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import { equalBytes } from "../../core/crypto/bytes.ts";
import { AREA } from "../../core/local-vault/rows.ts";
import type { NewestLink, StoredLink, StoredRow, WriteStore } from "../../core/local-vault/storage.ts";

type Record_ = Record<string, SQLOutputValue>;

export interface SqliteStore extends WriteStore {
  /** To be called first in every transaction, with SQLite's `data_version`: another one means that others have written. */
  begun(dataVersion: number): void;
  /** To be called where a transaction was undone, or something changed past this store: what was read does not hold. */
  forget(): void;
  /** Whether something was removed that has to leave the write-ahead log as well, since this was asked last. */
  takeRemoved(): boolean;
}

/** Rows and links of an open database, for use inside a transaction. */
export function sqliteStore(database: DatabaseSync): SqliteStore {
  const sql = prepareAll(database);
  const links = linksIn(sql);
  let version = 0;
  let known: number | undefined;
  let removed = false;
  const forget = () => {
    version++;
    links.forget();
  };
  return {
    begun: (dataVersion) => {
      if (dataVersion !== known) forget();
      known = dataVersion;
    },
    forget,
    wipeReplaced: () => {
      removed = true;
    },
    takeRemoved: () => {
      const was = removed;
      removed = false;
      return was;
    },
    version: () => version,
    ...rowsIn(sql, (parent, isGone) => {
      if (equalBytes(parent, AREA.control)) version++;
      removed ||= isGone;
    }),
    ...links.store,
  };
}

type Sql = ReturnType<typeof prepareAll>;

type RowPart = "find" | "children" | "hasChildren" | "add" | "change" | "removeLeaf" | "remove" | "clear";

function rowsIn(sql: Sql, changed: (parent: Uint8Array, isGone: boolean) => void): Pick<WriteStore, RowPart> {
  return {
    find: (parent, lookup) => {
      const found = sql.find.get(parent, lookup);
      return found && { id: blob(found, "id"), parent, lookup, sealed: blob(found, "sealed") };
    },
    children: (parent) => sql.children.all(parent).map((found) => toRow(found, parent)),
    hasChildren: (parent) => sql.hasChildren.get(parent) !== undefined,
    add: ({ id, parent, lookup, sealed }) => {
      sql.add.run(parent, lookup, id, sealed);
      changed(parent, false);
    },
    change: ({ id, parent, lookup, sealed }) => {
      const { changes } = sql.change.run(sealed, parent, lookup, id);
      if (changes !== 1) throw new Error("the row to be changed is not there");
      changed(parent, false);
    },
    removeLeaf: (parent, lookup) => {
      sql.remove.run(parent, lookup);
      changed(parent, false);
    },
    remove: (parent, lookup) => {
      const found = sql.find.get(parent, lookup);
      if (found === undefined) return;
      sql.clear.run(blob(found, "id"));
      sql.remove.run(parent, lookup);
      changed(parent, true);
    },
    clear: (parent) => {
      sql.clear.run(parent);
      changed(parent, true);
    },
  };
}

/** The end of the chain is asked for with every request: it is remembered until somebody else may have added to it. */
function linksIn(sql: Sql): {
  readonly store: Pick<WriteStore, "lastLink" | "links" | "append" | "prune">;
  readonly forget: () => void;
} {
  let newest: NewestLink | undefined;
  const lastLink = () => (newest ??= newestLink(sql.lastLink.get()));
  return {
    forget: () => {
      newest = undefined;
    },
    store: {
      lastLink,
      links: (before, limit) => sql.links.all(before ?? Number.MAX_SAFE_INTEGER, limit).map((found) => toLink(found)),
      append: ({ sequence, sealed, link }, mark) => {
        const before = lastLink();
        if (before?.mark !== undefined) sql.unmark.run(before.sequence);
        sql.append.run(sequence, sealed, link, mark);
        newest = { sequence, link, mark, isOurs: true };
      },
      prune: (sequence) => void sql.prune.run(sequence),
    },
  };
}

function prepareAll(database: DatabaseSync) {
  return {
    find: database.prepare("SELECT id, sealed FROM rows WHERE parent = ? AND lookup = ?"),
    children: database.prepare("SELECT id, lookup, sealed FROM rows WHERE parent = ?"),
    hasChildren: database.prepare("SELECT 1 FROM rows WHERE parent = ? LIMIT 1"),
    lastLink: database.prepare("SELECT sequence, link, mark FROM links ORDER BY sequence DESC LIMIT 1"),
    links: database.prepare(
      "SELECT sequence, sealed, link FROM links WHERE sequence < ? ORDER BY sequence DESC LIMIT ?",
    ),
    add: database.prepare("INSERT INTO rows (parent, lookup, id, sealed) VALUES (?, ?, ?, ?)"),
    change: database.prepare("UPDATE rows SET sealed = ? WHERE parent = ? AND lookup = ? AND id = ?"),
    remove: database.prepare("DELETE FROM rows WHERE parent = ? AND lookup = ?"),
    clear: database.prepare(
      "WITH RECURSIVE below (id) AS (VALUES (?) UNION SELECT rows.id FROM rows JOIN below ON rows.parent = below.id) " +
        "DELETE FROM rows WHERE parent IN (SELECT id FROM below)",
    ),
    unmark: database.prepare("UPDATE links SET mark = NULL WHERE sequence = ?"),
    append: database.prepare("INSERT INTO links (sequence, sealed, link, mark) VALUES (?, ?, ?, ?)"),
    prune: database.prepare("DELETE FROM links WHERE sequence <= ?"),
  };
}

function toRow(found: Record_, parent: Uint8Array): StoredRow {
  return { id: blob(found, "id"), parent, lookup: blob(found, "lookup"), sealed: blob(found, "sealed") };
}

function toLink(found: Record_): StoredLink {
  const sequence = found["sequence"];
  return { sequence: Number(sequence), sealed: blob(found, "sealed"), link: blob(found, "link") };
}

function newestLink(found: Record_ | undefined): NewestLink | undefined {
  if (found === undefined) return undefined;
  const mark = found["mark"] === null ? undefined : blob(found, "mark");
  return { sequence: Number(found["sequence"]), link: blob(found, "link"), mark, isOurs: false };
}

/** A column that the schema says is a blob. */
export function blob(found: Record_, column: string): Uint8Array {
  const value = found[column];
  if (!(value instanceof Uint8Array)) throw new TypeError(`column ${column} is not a blob`);
  return value;
}
