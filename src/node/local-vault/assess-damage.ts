import { existsSync } from "node:fs";
import { SealBroken } from "../../core/crypto/seal.ts";
import { ExpectedError } from "../../core/errors.ts";
import { isIndexRow } from "../../core/local-vault/index-keys.ts";
import { NoteBroken } from "../../core/local-vault/note.ts";
import { opens } from "../../core/local-vault/rows.ts";
import type { OpenVault } from "./open-vault.ts";

/**
 * Does work on an open vault. Where an entry does not open, the problem says how many there are, and a copy of the file is
 * kept before anybody repairs it.
 */
export function withDamage<T>(file: string, { storage, sealing }: OpenVault, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!isDamage(error)) throw error;
    const entries = storage.countRows((row) => !isIndexRow(row) && !opens(row, sealing));
    // The first copy is the one from nearest to the damage; more of them would fill the disk.
    const first = `${file}.damaged`;
    const copy = existsSync(first) ? first : storage.keepCopy("damaged");
    throw new ExpectedError({ code: "vault-damaged", file, entries, copy }, { cause: error });
  }
}

/** One entry that was changed by others; a file that SQLite cannot read is another matter. */
function isDamage(error: unknown): boolean {
  return error instanceof ExpectedError && (error.cause instanceof SealBroken || error.cause instanceof NoteBroken);
}
