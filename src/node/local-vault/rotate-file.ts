import type { DatabaseSync } from "node:sqlite";
import type { Rotation } from "../../core/local-vault/header.ts";
import type { StoredRow, WriteStore } from "../../core/local-vault/storage.ts";
import { readSlots } from "./slots.ts";
import { blob } from "./sqlite-store.ts";

/** Rows and links in memory at a time. */
const PAGE = 500;

/** Carries out a rotation inside a write transaction. */
export function rotateFile(database: DatabaseSync, store: WriteStore, rotation: Rotation): void {
  rotation.begin(store);
  rotateRows(database, rotation);
  rotateLinks(database, rotation);
  const setSlot = database.prepare("UPDATE slots SET wrapped = ? WHERE id = ?");
  for (const slot of readSlots(database)) setSlot.run(rotation.slot(slot).wrapped, slot.id);
  rotation.finish(store);
  database.exec("UPDATE vault SET generation = generation + 1");
}

function rotateRows(database: DatabaseSync, rotation: Rotation): void {
  const set = database.prepare("UPDATE rows SET sealed = ? WHERE parent = ? AND lookup = ?");
  for (const row of allRows(database)) set.run(rotation.row(row), row.parent, row.lookup);
}

/** Every row, read page by page: rows that were read may be changed meanwhile. */
export function* allRows(database: DatabaseSync): Generator<StoredRow, void> {
  const page = database.prepare(
    "SELECT parent, lookup, id, sealed FROM rows WHERE (parent, lookup) > (?, ?) ORDER BY parent, lookup LIMIT ?",
  );
  let after = { parent: new Uint8Array(), lookup: new Uint8Array() };
  for (;;) {
    const found = page.all(after.parent, after.lookup, PAGE);
    for (const row of found) {
      const [parent, lookup] = [blob(row, "parent"), blob(row, "lookup")];
      yield { parent, lookup, id: blob(row, "id"), sealed: blob(row, "sealed") };
      after = { parent: Uint8Array.from(parent), lookup: Uint8Array.from(lookup) };
    }
    if (found.length < PAGE) return;
  }
}

function rotateLinks(database: DatabaseSync, rotation: Rotation): void {
  const page = database.prepare(
    "SELECT sequence, sealed, link FROM links WHERE sequence > ? ORDER BY sequence LIMIT ?",
  );
  const set = database.prepare("UPDATE links SET sealed = ?, link = ?, mark = ? WHERE sequence = ?");
  let after = Number.MIN_SAFE_INTEGER;
  for (;;) {
    const found = page.all(after, PAGE);
    for (const row of found) {
      const sequence = Number(row["sequence"]);
      const { sealed, link, mark } = rotation.link({ sequence, sealed: blob(row, "sealed"), link: blob(row, "link") });
      set.run(sealed, link, mark ?? null, sequence);
      after = sequence;
    }
    if (found.length < PAGE) return;
  }
}
