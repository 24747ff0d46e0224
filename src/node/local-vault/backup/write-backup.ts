import { randomUUID } from "node:crypto";
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { sealStream } from "../../../core/crypto/sealed-stream.ts";
import { ExpectedError } from "../../../core/errors.ts";
import { type BackupCounts, counting } from "../../../core/local-vault/backup/counts.ts";
import { type BackupKey, HEAD } from "../../../core/local-vault/backup/head.ts";
import { type BackupItem, toLine } from "../../../core/local-vault/backup/items.ts";
import type { Random } from "../../../core/ports.ts";
import { codeOf, writingProblem } from "./backup-problems.ts";
import { itemsOf } from "./read-backup.ts";

export interface BackupTarget {
  readonly file: string;
  /** Whether a file that is there may be replaced. */
  readonly replace: boolean;
}

/**
 * Writes a backup that its owner alone can read: aside, then to the disk, read once more and counted, and only then
 * under its name. Throws `backup-exists`, `file-unwritable`, `vault-full`, and what `items` throws; nothing is left
 * behind then, and a file that was there is as it was.
 */
export function writeBackup(
  { file, replace }: BackupTarget,
  key: BackupKey,
  items: Iterable<BackupItem>,
  random: Random,
): BackupCounts {
  if (!replace && existsSync(file)) throw new ExpectedError({ code: "backup-exists", file });
  const aside = `${file}.${randomUUID()}.new`;
  try {
    const counts = writeAside(aside, key, items, random);
    if (replace) renameSync(aside, file);
    else renameIfFree(aside, file);
    syncFolder(dirname(file));
    return counts;
  } catch (error) {
    throw writingProblem(file, error);
  } finally {
    rmSync(aside, { force: true });
  }
}

function writeAside(aside: string, key: BackupKey, items: Iterable<BackupItem>, random: Random): BackupCounts {
  const descriptor = openSync(aside, "wx+", 0o600);
  try {
    writeAll(descriptor, key.head(HEAD));
    const { count, counts } = counting();
    const stream = sealStream(key, random, (sealed) => writeAll(descriptor, sealed));
    for (const item of items) {
      count(item);
      const line = toLine(item);
      stream.add(line);
      line.fill(0);
    }
    stream.end();
    const { size } = fstatSync(descriptor);
    writeAll(descriptor, key.head(size), 0);
    fsyncSync(descriptor);
    requireSame(counts(), readBack(descriptor, size, key));
    return counts();
  } finally {
    closeSync(descriptor);
  }
}

/** The position of the next write does not move where one is given; without one the bytes go to the end. */
function writeAll(descriptor: number, bytes: Uint8Array, position: number | null = null): void {
  let written = 0;
  while (written < bytes.length) {
    const at = position === null ? null : position + written;
    written += writeSync(descriptor, bytes, written, bytes.length - written, at);
  }
}

function readBack(descriptor: number, length: number, key: BackupKey): BackupCounts {
  const { count, counts } = counting();
  for (const item of itemsOf(descriptor, length, key)) count(item);
  return counts();
}

function requireSame(written: BackupCounts, read: BackupCounts): void {
  const same =
    written.secrets === read.secrets &&
    written.olderVersions === read.olderVersions &&
    written.lockers === read.lockers;
  if (!same) throw new Error("the backup does not read as it was written");
}

/** A link fails where the name is taken, whoever was faster; some file systems of sticks have none. */
function renameIfFree(aside: string, file: string): void {
  try {
    linkSync(aside, file);
    unlinkSync(aside);
  } catch (error) {
    if (codeOf(error) === "EEXIST" || existsSync(file)) {
      throw new ExpectedError({ code: "backup-exists", file }, { cause: error });
    }
    renameSync(aside, file);
  }
}

/** The name is on the disk as well. Not every system lets a folder be synced. */
function syncFolder(folder: string): void {
  try {
    const descriptor = openSync(folder, "r");
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
  }
}
