import { createHash } from "node:crypto";
import { lstatSync, realpathSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { ExpectedError } from "../../core/errors.ts";
import { changedInIndex, entriesOfIndex, entriesOfTree } from "../git/entries.ts";
import type { Git } from "../git/git.ts";
import { commitOf } from "../git/repository.ts";
import { createFileReader, type FileReader } from "./read-file.ts";
import type { ScanReport } from "./report.ts";
import {
  needWorkTree,
  scanNewLines,
  scanRepository,
  type RepositoryScan,
  type RepositoryScanOptions,
} from "./repository-scan.ts";
import { reasonOf } from "./walk.ts";

/**
 * Scans the files that git tracks, as they lie in the work tree, and reports what is on lines that they did not have where
 * this branch left the one that `revision` names. Git itself reads no file of the work tree: it would run filters on them.
 */
export function scanSince(revision: string, options: RepositoryScanOptions): Promise<ScanReport> {
  return scanRepository(options, async (scan) => {
    needWorkTree(scan);
    const { git } = scan;
    const start = await branchedAt(git, revision);
    const before = await entriesOfTree(git, start);
    const renamed = new Map((await changedInIndex(git, start)).map((entry) => [entry.path, entry.before]));
    const isThere = createInside(scan.top);
    const reader = createFileReader();
    let count = 0;
    for (const path of (await entriesOfIndex(git)).keys()) {
      scan.signal.throwIfAborted();
      options.onProgress?.(++count);
      if (isThere(path)) await scanFile(path, { before: before.get(path), from: renamed.get(path), reader }, scan);
    }
    return {};
  });
}

/** The last commit that both have; `revision` itself where there is none, as in a shallow clone. */
async function branchedAt(git: Git, revision: string): Promise<string> {
  const commit = await commitOf(git, revision);
  if (commit === undefined) throw new ExpectedError({ code: "git", reason: "unknown-revision", subject: revision });
  const head = await commitOf(git, "HEAD");
  if (head === undefined) return commit;
  try {
    return (await git.text(["merge-base", commit, head])).trim();
  } catch (error) {
    if (error instanceof ExpectedError && error.problem.code === "cancelled") throw error;
    return commit;
  }
}

interface Earlier {
  /** The content's hash under the same name. */
  readonly before: string | undefined;
  /** The content's hash under the name it had. */
  readonly from: string | undefined;
  readonly reader: FileReader;
}

async function scanFile(path: string, { before, from, reader }: Earlier, scan: RepositoryScan): Promise<void> {
  const name = scan.nameOf(path);
  if (name === undefined) return;
  let bytes: Buffer | undefined;
  try {
    const absolute = join(scan.top, path);
    if (!lstatSync(absolute).isFile()) return; // something else took its place
    bytes = reader.read(absolute, scan.largest);
  } catch (error) {
    if (reasonOf(error) !== "ENOENT" && reasonOf(error) !== "ENOTDIR") scan.tally.fail(name.file, reasonOf(error));
    return;
  }
  if (bytes === undefined) scan.tally.skip(name.file);
  else if (before === undefined || hashOf(bytes, before) !== before)
    await scanNewLines({ ...name, bytes }, before ?? from, scan);
}

/** A content's hash as git has it, of the kind that the other one is. */
function hashOf(bytes: Buffer, like: string): string {
  const hash = createHash(like.length === 64 ? "sha256" : "sha1");
  return hash.update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}

/** False for a path whose folder is, by a symbolic link, outside of the repository. */
function createInside(top: string): (path: string) => boolean {
  const known = new Map<string, boolean>();
  return (path) => {
    const folder = dirname(join(top, path));
    const before = known.get(folder);
    if (before !== undefined) return before;
    const inside = isInside(folder, top);
    known.set(folder, inside);
    return inside;
  };
}

function isInside(folder: string, top: string): boolean {
  try {
    const real = realpathSync(folder);
    return real === top || real.startsWith(top.endsWith(sep) ? top : top + sep);
  } catch {
    return true; // gone, with what was in it
  }
}
