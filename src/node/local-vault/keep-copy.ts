import { closeSync, existsSync, openSync, readdirSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { DatabaseSync } from "node:sqlite";

/** A copy of the whole database as it stands, for its owner alone, beside it. Gives its path. Call outside of a transaction. */
export function keepCopy(database: DatabaseSync, file: string, what: string): string {
  const copy = freeName(file, what);
  // SQLite would make it as the umask has it; into an empty file it writes as well.
  closeSync(openSync(copy, "wx", 0o600));
  database.prepare("VACUUM INTO ?").run(copy);
  return copy;
}

/**
 * Removes the copies whose names begin so. Never throws: what called for it is done and stays so, and what cannot be
 * removed now is tried again the next time.
 */
export function dropCopies(file: string, what: string): void {
  for (const name of readdirSync(dirname(file))) {
    if (!name.startsWith(`${basename(file)}.${what}`)) continue;
    try {
      rmSync(join(dirname(file), name), { force: true });
    } catch {
      continue;
    }
  }
}

function freeName(file: string, what: string): string {
  for (let count = 1; ; count++) {
    const name = `${file}.${what}${count === 1 ? "" : `-${count}`}`;
    if (!existsSync(name)) return name;
  }
}
