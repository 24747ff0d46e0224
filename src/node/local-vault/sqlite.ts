import type { DatabaseSync } from "node:sqlite";

/** Opens a database, or undefined where this Node has no `node:sqlite` (before 22.13, and some editors' builds). */
export function openDatabase(file: string, options: { readonly readOnly?: boolean } = {}): DatabaseSync | undefined {
  const sqlite = process.getBuiltinModule?.("node:sqlite");
  return sqlite && new sqlite.DatabaseSync(file, { timeout: BUSY_MS, ...options });
}

/** How long a transaction waits for others. */
export const BUSY_MS = 5000;

/**
 * Tries again while another process is in the way, for `BUSY_MS` at most. SQLite's own wait looks every 100 ms only after
 * a while: beside a process that writes without a pause it never gets its turn. The tries are not at even times, so
 * that several who wait do not keep step.
 */
export function whileBusy<T>(work: () => T): T {
  const deadline = performance.now() + BUSY_MS;
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error) || performance.now() > deadline) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Math.random() * RETRY_MS);
    }
  }
}

const RETRY_MS = 3;

function isBusy(error: unknown): boolean {
  return (
    error instanceof Error && "errcode" in error && typeof error.errcode === "number" && (error.errcode & 0xff) === 5
  );
}
