import { LOCAL } from "../../connections/connections.ts";
import { parseEntry } from "../../lockers/parse-entry.ts";
import type { Rows } from "../rows.ts";
import { findByAccessor } from "../tokens.ts";

/**
 * A line of the ledger as it holds in this vault. The token of a locker of a local vault stayed behind with that vault:
 * its line says `revoked`, or it would pass for one that somebody else has ended.
 */
export function ledgerNote(rows: Rows, note: unknown): unknown {
  const entry = parseEntry(note);
  if (entry?.server !== LOCAL || entry.state !== "live") return note;
  return findByAccessor(rows, entry.accessor) === undefined ? { ...entry, state: "revoked" } : note;
}
