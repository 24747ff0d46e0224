import { addName, removeName } from "./folders.ts";
import { type Json, type Parser, number, shape } from "./note.ts";
import type { Rows, WritableRows } from "./rows.ts";

/** What is kept at one path of a space: a mount, or a token's cubbyhole. */
export interface Entry<T> {
  /** Parent of rows that belong to this one. */
  readonly id: Uint8Array;
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
  return found === undefined ? undefined : { id: found.id, ...found.note };
}

/** Stores at `path`, and makes its name and folders known where it is new. Returns the row's id. */
export function putEntry(rows: WritableRows, space: Uint8Array, path: string, content: Json): Uint8Array {
  const found = rows.find(place(space, path), shape({ page: number }));
  return putOnPage(rows, { space, path, page: found?.note.page }, content);
}

/** The same where the page is known, or undefined for a path that is new. */
export function putOnPage(
  rows: WritableRows,
  { space, path, page }: { readonly space: Uint8Array; readonly path: string; readonly page: number | undefined },
  content: Json,
): Uint8Array {
  return rows.put(place(space, path), { page: page ?? addName(rows, space, path), content });
}

/** Removes what is at `path` with everything below it, and folders that are empty by it. */
export function removeEntry(rows: WritableRows, space: Uint8Array, path: string): void {
  const found = rows.find(place(space, path), shape({ page: number }));
  if (found === undefined) return;
  rows.remove(place(space, path));
  removeName(rows, space, path, found.note.page);
}
