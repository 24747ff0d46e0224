import { anything, isObject, type Json, shape, text } from "./note.ts";
import { AREA, type Rows, type WritableRows } from "./rows.ts";

const recordNote = shape({ name: text, note: anything });

function place(name: string) {
  return { parent: AREA.records, kind: "record", name } as const;
}

/** The note of that name, or undefined. */
export function readRecord(rows: Rows, name: string): unknown {
  return rows.find(place(name), recordNote)?.note.note;
}

/** Throws TypeError where `note` is not JSON. */
export function writeRecord(rows: WritableRows, name: string, note: unknown): void {
  rows.put(place(name), { name, note: asJson(note) });
}

export function removeRecord(rows: WritableRows, name: string): void {
  rows.remove(place(name));
}

/** Names that begin with `prefix`, sorted. */
export function recordNames(rows: Rows, prefix: string): readonly string[] {
  return rows
    .children(AREA.records, recordNote)
    .map(({ note }) => note.name)
    .filter((name) => name.startsWith(prefix))
    .toSorted();
}

function asJson(value: unknown): Json {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (Array.isArray(value)) return value.map((item) => asJson(item));
  if (!isObject(value)) throw new TypeError("a record holds JSON only");
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(entries.map(([key, item]) => [key, asJson(item)] as const));
}
