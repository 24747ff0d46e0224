import { chmodSync, type Stats, statSync } from "node:fs";

/**
 * Takes every right of others off an existing file or directory: 0600 or 0700. Does nothing where there is none, and on
 * Windows, where access lists do it (`windows-access.ts`). Throws an `EACCES` error where it belongs to another user
 * or is shared on purpose (sticky, as `/tmp`), and what `chmod` throws.
 */
export function makeOwnerOnly(path: string): void {
  const found = ownStat(path);
  if (found && (found.mode & 0o077) !== 0) chmodSync(path, found.isDirectory() ? 0o700 : 0o600);
}

/** Takes the right to write off a directory: who may write in it could put another vault there. Throws as `makeOwnerOnly` does. */
export function takeWriteRights(directory: string): void {
  const found = ownStat(directory);
  if (found && (found.mode & 0o022) !== 0) chmodSync(directory, found.mode & 0o755);
}

/** True where others on this computer can look into an existing directory. What is in it may still be its owner's alone. */
export function othersCanRead(directory: string): boolean {
  const found = process.platform === "win32" ? undefined : statSync(directory, { throwIfNoEntry: false });
  return found !== undefined && (found.mode & 0o077) !== 0;
}

function ownStat(path: string): Stats | undefined {
  const found = process.platform === "win32" ? undefined : statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return undefined;
  const isShared = (found.mode & 0o1000) !== 0;
  if (found.uid !== process.getuid?.() || isShared) {
    throw Object.assign(new Error("others could read or replace what is kept here"), { code: "EACCES" });
  }
  return found;
}
