import { addName, removeName } from "./folders.ts";
import { type Json, type Parser, number, shape } from "./note.ts";
import type { Rows, WritableRows } from "./rows.ts";

/** What is kept at one path of a space: a mount, or a token's cubbyhole. */
export interface Entry<T> {
  /** Parent of rows that belong to this one. */
  readonly id: Uint8Array;
  readonly content: T;
}

function place(space: Uint8Array, path: string) {
  return { parent: space, kind: "secret", name: path } as const;
}

/** Undefined where nothing is stored at `path`. */
export function findEntry<T>(rows: Rows, space: Uint8Array, path: string, content: Parser<T>): Entry<T> | undefined {
  const found = rows.find(place(space, path), shape({ page: number, content }));
  return found === undefined ? undefined : { id: found.id, content: found.note.content };
}

/** Stores at `path`, and makes its name and folders known where it is new. Returns the row's id. */
export function putEntry(rows: WritableRows, space: Uint8Array, path: string, content: Json): Uint8Array {
  const found = rows.find(place(space, path), shape({ page: number }));
  return rows.put(place(space, path), { page: found?.note.page ?? addName(rows, space, path), content });
}

/** Removes what is at `path` with everything below it, and folders that are empty by it. */
export function removeEntry(rows: WritableRows, space: Uint8Array, path: string): void {
  const found = rows.find(place(space, path), shape({ page: number }));
  if (found === undefined) return;
  rows.remove(place(space, path));
  removeName(rows, space, path, found.note.page);
}
