import type { DatabaseSync, SQLOutputValue, StatementSync } from "node:sqlite";
import type { StoredLink, StoredRow, WriteStore } from "../../core/local-vault/storage.ts";

type Record_ = Record<string, SQLOutputValue>;

/** Rows and links of an open database, for use inside a transaction. */
export function sqliteStore(database: DatabaseSync): WriteStore {
  const sql = prepareAll(database);
  let own = 0;
  const changed = (statement: StatementSync, ...values: readonly (Uint8Array | number)[]) => {
    statement.run(...values);
    own++;
  };
  return {
    find: (parent, lookup) => {
      const found = sql.find.get(parent, lookup);
      return found && { id: blob(found, "id"), parent, lookup, sealed: blob(found, "sealed") };
    },
    children: (parent) => sql.children.all(parent).map((found) => toRow(found, parent)),
    hasChildren: (parent) => sql.hasChildren.get(parent) !== undefined,
    version: () => `${String(sql.version.get()?.["data_version"])}/${own}`,
    lastLink: () => optionalLink(sql.lastLink.get()),
    links: (before, limit) => sql.links.all(before ?? Number.MAX_SAFE_INTEGER, limit).map((found) => toLink(found)),
    put: ({ id, parent, lookup, sealed }) => changed(sql.put, parent, lookup, id, sealed),
    remove: (parent, lookup) => {
      const found = sql.find.get(parent, lookup);
      if (found === undefined) return;
      const id = blob(found, "id");
      if (sql.hasChildren.get(id) !== undefined) changed(sql.clear, id);
      changed(sql.remove, parent, lookup);
    },
    clear: (parent) => changed(sql.clear, parent),
    append: ({ sequence, sealed, link }, head) => {
      sql.append.run(sequence, sealed, link);
      sql.put.run(head.parent, head.lookup, head.id, head.sealed);
    },
  };
}

function prepareAll(database: DatabaseSync) {
  return {
    find: database.prepare("SELECT id, sealed FROM rows WHERE parent = ? AND lookup = ?"),
    children: database.prepare("SELECT id, lookup, sealed FROM rows WHERE parent = ?"),
    hasChildren: database.prepare("SELECT 1 FROM rows WHERE parent = ? LIMIT 1"),
    version: database.prepare("PRAGMA data_version"),
    lastLink: database.prepare("SELECT sequence, sealed, link FROM links ORDER BY sequence DESC LIMIT 1"),
    links: database.prepare(
      "SELECT sequence, sealed, link FROM links WHERE sequence < ? ORDER BY sequence DESC LIMIT ?",
    ),
    put: database.prepare(
      "INSERT INTO rows (parent, lookup, id, sealed) VALUES (?, ?, ?, ?) " +
        "ON CONFLICT (parent, lookup) DO UPDATE SET sealed = excluded.sealed",
    ),
    remove: database.prepare("DELETE FROM rows WHERE parent = ? AND lookup = ?"),
    clear: database.prepare(
      "WITH RECURSIVE below (id) AS (VALUES (?) UNION SELECT rows.id FROM rows JOIN below ON rows.parent = below.id) " +
        "DELETE FROM rows WHERE parent IN (SELECT id FROM below)",
    ),
    append: database.prepare("INSERT INTO links (sequence, sealed, link) VALUES (?, ?, ?)"),
  };
}

function toRow(found: Record_, parent: Uint8Array): StoredRow {
  return { id: blob(found, "id"), parent, lookup: blob(found, "lookup"), sealed: blob(found, "sealed") };
}

function toLink(found: Record_): StoredLink {
  const sequence = found["sequence"];
  return { sequence: Number(sequence), sealed: blob(found, "sealed"), link: blob(found, "link") };
}

function optionalLink(found: Record_ | undefined): StoredLink | undefined {
  return found && toLink(found);
}

/** A column that the schema says is a blob. */
export function blob(found: Record_, column: string): Uint8Array {
  const value = found[column];
  if (!(value instanceof Uint8Array)) throw new TypeError(`column ${column} is not a blob`);
  return value;
}
