import type { DatabaseSync } from "node:sqlite";

/** Opens a database, or undefined where this Node has no `node:sqlite` (before 22.13, and some editors' builds). */
export function openDatabase(file: string, options: { readonly readOnly?: boolean } = {}): DatabaseSync | undefined {
  const sqlite = process.getBuiltinModule?.("node:sqlite");
  return sqlite && new sqlite.DatabaseSync(file, { timeout: BUSY_MS, ...options });
}

/** How long a transaction waits for others. */
export const BUSY_MS = 5000;
