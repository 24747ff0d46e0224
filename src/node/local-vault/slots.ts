import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import type { KeySlot } from "../../core/crypto/key-slot.ts";
import { blob } from "./sqlite-store.ts";

/** Every slot of a kind that is known, in the order they were made. */
export function readSlots(database: DatabaseSync): readonly KeySlot[] {
  return database
    .prepare("SELECT * FROM slots ORDER BY rowid")
    .all()
    .flatMap((found) => toSlot(found));
}

export function insertSlot(database: DatabaseSync, { id, kind, stretch, wrapped }: KeySlot): void {
  const { N = null, r = null, p = null } = stretch?.cost ?? {};
  database
    .prepare("INSERT INTO slots (id, kind, salt, n, r, p, wrapped) VALUES (?, ?, ?, ?, ?, ?, ?)")
    .run(id, kind, stretch?.salt ?? null, N, r, p, wrapped);
}

function toSlot(found: Record<string, SQLOutputValue>): readonly KeySlot[] {
  const { kind, n, r, p, salt } = found;
  if (kind !== "passphrase" && kind !== "recovery-key" && kind !== "host") return [];
  const slot = { id: blob(found, "id"), wrapped: blob(found, "wrapped") };
  if (kind === "host") return [{ ...slot, kind, stretch: undefined }];
  if (typeof n !== "number" || typeof r !== "number" || typeof p !== "number") return [];
  return salt instanceof Uint8Array ? [{ ...slot, kind, stretch: { salt, cost: { N: n, r, p } } }] : [];
}
