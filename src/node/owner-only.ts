import { chmodSync, statSync } from "node:fs";

/**
 * Takes every right of others off an existing file or directory: 0600 or 0700. Does nothing where there is none, and on
 * Windows, where the user's own folders are private already. Throws an `EACCES` error where it belongs to another user
 * or is shared on purpose (sticky, as `/tmp`), and what `chmod` throws.
 */
export function makeOwnerOnly(path: string): void {
  const found = process.platform === "win32" ? undefined : statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return;
  const isShared = (found.mode & 0o1000) !== 0;
  if (found.uid !== process.getuid?.() || isShared) {
    throw Object.assign(new Error("others could read or replace what is kept here"), { code: "EACCES" });
  }
  if ((found.mode & 0o077) !== 0) chmodSync(path, found.isDirectory() ? 0o700 : 0o600);
}
