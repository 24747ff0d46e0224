import { addName, removeName } from "./folders.ts";
import { anything, type Json, type Parser, number, shape } from "./note.ts";
import type { RowId, Rows, WritableRows } from "./rows.ts";

/** What is kept at one path of a space: a mount, or a token's cubbyhole. Its id is the parent of rows that belong to it. */
export interface Entry<T> extends RowId {
  /** Page of the folder that its name stands on. */
  readonly page: number;
  readonly content: T;
}

function place(space: Uint8Array, path: string) {
  return { parent: space, kind: "secret", name: path } as const;
}

/** Undefined where nothing is stored at `path`. */
export function findEntry<T>(rows: Rows, space: Uint8Array, path: string, content: Parser<T>): Entry<T> | undefined {
  const found = rows.find(place(space, path), shape({ page: number, content }));
  if (found === undefined) return undefined;
  const { id, parent, lookup, note } = found;
  return { id, parent, lookup, page: note.page, content: note.content };
}

/** Stores at `path`, whatever is there. */
export function putEntry(rows: WritableRows, space: Uint8Array, path: string, content: Json): void {
  const found = findEntry(rows, space, path, anything);
  if (found) changeEntry(rows, found, content);
  else addEntry(rows, space, path, content);
}

/** Stores at a path where nothing is, and makes its name and folders known. Returns the row's id. */
export function addEntry(rows: WritableRows, space: Uint8Array, path: string, content: Json): Uint8Array {
  return rows.add(place(space, path), { page: addName(rows, space, path), content });
}

export function changeEntry(rows: WritableRows, entry: Entry<unknown>, content: Json): void {
  rows.change(entry, { page: entry.page, content });
}

/** Removes what is at `path` with everything below it, and folders that are empty by it. */
export function removeEntry(rows: WritableRows, space: Uint8Array, path: string): void {
  const found = rows.find(place(space, path), shape({ page: number }));
  if (found === undefined) return;
  rows.remove(place(space, path));
  removeName(rows, space, path, found.note.page);
}
