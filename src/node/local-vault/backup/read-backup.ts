import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { openStream, SEALED_PIECE, type StreamSealing } from "../../../core/crypto/sealed-stream.ts";
import type { Primitives } from "../../../core/crypto/primitives.ts";
import { ExpectedError } from "../../../core/errors.ts";
import { HEAD, openBackupKey } from "../../../core/local-vault/backup/head.ts";
import { type BackupItem, fromLines } from "../../../core/local-vault/backup/items.ts";
import { wholeItems } from "../../../core/local-vault/backup/whole-items.ts";
import type { Secret } from "../../../core/secrets/secret.ts";
import { readingProblem } from "./backup-problems.ts";

/** A backup whose passphrase was right. */
export interface OpenBackup {
  /** Everything in it, read piece by piece. Throws `backup-damaged` and `file-unreadable` on the way. */
  readonly items: () => Generator<BackupItem, void>;
}

/**
 * Opens a backup for `use` and forgets its key afterwards. Throws `file-unreadable`, `backup-foreign`, `backup-newer`,
 * `backup-cut-off`, `backup-damaged`, `backup-passphrase`.
 */
export function withBackup<T>(
  file: string,
  passphrase: Secret,
  primitives: Primitives,
  use: (backup: OpenBackup) => T,
): T {
  return withFile(file, (descriptor) => {
    const length = lengthOf(file, descriptor);
    const head = readAt(descriptor, 0, Math.min(HEAD, length));
    const sealing = openBackupKey({ file, head, length }, passphrase, primitives);
    try {
      return use({ items: () => guarded(file, itemsOf(descriptor, length, sealing)) });
    } finally {
      sealing.key.fill(0);
    }
  });
}

/** The items of a file that is open, whatever its head says. Throws what the parts throw. */
export function itemsOf(descriptor: number, length: number, sealing: StreamSealing): Generator<BackupItem, void> {
  return wholeItems(fromLines(openStream(sealing, piecesOf(descriptor, length))));
}

function* piecesOf(descriptor: number, length: number) {
  for (let at = HEAD; at < length; at += SEALED_PIECE) {
    const size = Math.min(SEALED_PIECE, length - at);
    yield { sealed: readAt(descriptor, at, size), isLast: at + size === length };
  }
}

/** Problems of the backup must not pass for problems of the vault it is read into. */
function* guarded(file: string, items: Iterable<BackupItem>): Generator<BackupItem, void> {
  const reading = items[Symbol.iterator]();
  for (;;) {
    const next = guard(file, () => reading.next());
    if (next.done === true) return;
    yield next.value;
  }
}

function withFile<T>(file: string, use: (descriptor: number) => T): T {
  // Opening a pipe would wait for somebody to write into it, and all of the vault with it.
  const descriptor = guard(file, () => openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)));
  try {
    return guard(file, () => use(descriptor));
  } finally {
    closeSync(descriptor);
  }
}

function guard<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw readingProblem(file, error);
  }
}

function lengthOf(file: string, descriptor: number): number {
  const stat = fstatSync(descriptor);
  if (!stat.isFile()) throw new ExpectedError({ code: "file-unreadable", file });
  return stat.size;
}

function readAt(descriptor: number, position: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let filled = 0;
  while (filled < length) {
    const count = readSync(descriptor, bytes, filled, length - filled, position + filled);
    if (count === 0) break;
    filled += count;
  }
  return bytes.subarray(0, filled);
}
