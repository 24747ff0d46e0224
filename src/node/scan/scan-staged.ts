import { changedInIndex } from "../git/entries.ts";
import { commitOf, emptyTree } from "../git/repository.ts";
import type { ScanReport } from "./report.ts";
import { needWorkTree, scanNewLines, scanRepository, type RepositoryScanOptions } from "./repository-scan.ts";

/** Scans what the next commit would hold and the last one does not: lines of the index, whatever lies in the work tree. */
export function scanStaged(options: RepositoryScanOptions): Promise<ScanReport> {
  return scanRepository(options, async (scan) => {
    needWorkTree(scan);
    const { git, blobs, tally } = scan;
    const last = (await commitOf(git, "HEAD")) ?? (await emptyTree(git));
    let count = 0;
    for (const { path, hash, before } of await changedInIndex(git, last)) {
      const name = scan.nameOf(path);
      if (name === undefined) continue;
      options.onProgress?.(++count);
      const bytes = await blobs.read(hash, scan.largest);
      if (bytes === undefined) tally.fail(name.file, "ENOENT");
      else if (bytes === "too-large") tally.skip(name.file);
      else await scanNewLines({ ...name, bytes }, before, scan);
    }
    return {};
  });
}
