import type { Field, SecretData } from "../vault/types.ts";

/** One row of an edited secret. */
export interface EditedKey {
  readonly name: string;
  /** The key this row was when editing began; undefined for a new row. */
  readonly from: string | undefined;
  /** Undefined: unchanged. A new row always has one. */
  readonly value: Field | undefined;
}

/** What the person made of a secret: the rows that are left, in order, and the keys that were there at the start. */
export interface SecretEdit {
  readonly rows: readonly EditedKey[];
  readonly before: readonly string[];
}

/** Names that the edit sets, renames or removes. */
export function touchedKeys({ rows, before }: SecretEdit): ReadonlySet<string> {
  const kept = new Set(rows.filter(({ name, from }) => name === from).map(({ name }) => name));
  const removed = before.filter((name) => !kept.has(name));
  const set = rows.filter(({ name, from, value }) => value !== undefined || name !== from).map(({ name }) => name);
  return new Set([...removed, ...set]);
}

/**
 * The secret after the edit: `current` with the touched keys replaced in their places, so that what somebody else wrote
 * to other keys stays. A row that only changed its name takes the value that is there now; where that is gone, so is
 * the row.
 */
export function applyEdit(current: SecretData, edit: SecretEdit): SecretData {
  const touched = touchedKeys(edit);
  const left = new Map(edit.rows.flatMap((row) => (row.from === undefined ? [] : [[row.from, row]])));
  const after = new Map<string, Field>();
  for (const [name, field] of current) {
    const row = left.get(name);
    if (row !== undefined) after.set(row.name, row.value ?? field);
    else if (!touched.has(name)) after.set(name, field);
  }
  for (const { name, from, value } of edit.rows) {
    if (value !== undefined && (from === undefined || !current.has(from))) after.set(name, value);
  }
  return after;
}

/** Compares what was there when editing began with what is there now, by fingerprints of the values. */
export function changedKeys(before: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): readonly string[] {
  return [...new Set([...before.keys(), ...now.keys()])].filter((name) => before.get(name) !== now.get(name));
}
