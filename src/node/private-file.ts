import { randomUUID } from "node:crypto";
import { rename, rm, writeFile } from "node:fs/promises";

/**
 * Writes a file that its owner alone can read, also over one that others could. Throws what the system throws; an
 * existing file is then as it was.
 */
export async function writePrivateFile(file: string, contents: string | Uint8Array): Promise<void> {
  // Written aside: the mode of a file that exists is not changed by writing it.
  const aside = `${file}.${randomUUID()}.new`;
  try {
    await writeFile(aside, contents, { mode: 0o600, flag: "wx" });
    await rename(aside, file);
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
}
