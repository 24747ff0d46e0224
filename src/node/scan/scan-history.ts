import { ExpectedError } from "../../core/errors.ts";
import type { LocatedFinding } from "../../core/detection/locate.ts";
import type { LineRange } from "../git/added-text.ts";
import { readHistory } from "../git/history.ts";
import type { FilePatch } from "../git/patch-reader.ts";
import { commitOf } from "../git/repository.ts";
import type { ScanReport } from "./report.ts";
import { scanRepository, textBefore, type RepositoryScan, type RepositoryScanOptions } from "./repository-scan.ts";
import { onNewLines } from "./new-lines.ts";
import type { Content, Scanned } from "./tally.ts";

/**
 * Scans every line that a commit added, once for each commit that added it, or that told what it is. Git's log is read as it comes; of a file in which
 * something was found the whole content is looked at, so that places and fingerprints are those of the file.
 *
 * @param revisions commits and ranges as `git log` takes them; none = everything that has a name
 */
export function scanHistory(revisions: readonly string[], options: RepositoryScanOptions): Promise<ScanReport> {
  return scanRepository(options, async (scan) => {
    for (const revision of revisions) await checkRevision(revision, scan);
    let commits = 0;
    const onCommits = (count: number): void => {
      commits = count;
      options.onProgress?.(count);
    };
    try {
      for await (const patch of readHistory(scan.git, revisions, onCommits)) await scanPatch(patch, scan);
    } catch (error) {
      if (commits === 0 || !isBroken(error)) throw error;
      scan.tally.fail(".git", `git stopped in commit ${commits}`); // what was found before counts
    }
    const shallow = (await scan.git.text(["rev-parse", "--is-shallow-repository"])).trim() === "true";
    return { commits, shallow };
  });
}

/** An object that is damaged, or that a partial clone left out. */
function isBroken(error: unknown): boolean {
  return error instanceof ExpectedError && error.problem.code === "git" && error.problem.reason === "failed";
}

/** What begins with `-` would be an option; each end of a range must be a commit. */
async function checkRevision(revision: string, { git }: RepositoryScan): Promise<void> {
  for (const end of revision.replace(/^\^|\^(?:[!@]|-\d*)$/g, "").split(/\.{2,3}/)) {
    if (end !== "" && (await commitOf(git, end)) === undefined)
      throw new ExpectedError({ code: "git", reason: "unknown-revision", subject: revision });
  }
}

async function scanPatch(patch: FilePatch, scan: RepositoryScan): Promise<void> {
  const name = scan.nameOf(patch.path);
  if (name === undefined) return;
  const findings = patch.opaque ? await inUncompared(patch, name, scan) : await inAdded(patch, name, scan);
  scan.tally.keep(name, findings, { id: patch.commit, authorDate: patch.authorDate });
}

type Named = Omit<Content, "bytes">;

async function inAdded(patch: FilePatch, name: Named, scan: RepositoryScan): Promise<readonly LocatedFinding[]> {
  const { ranges, hash, before } = patch; // the patch itself is good only until git is asked again
  const scanned = scan.tally.look({ bytes: patch.text, path: name.path });
  if (scanned === undefined || scanned.findings.length === 0) return [];
  const whole = await content(hash, name, scan);
  if (whole === undefined) return [];
  const added = whole.findings.filter((finding) => isIn(ranges, finding));
  if (added.length === whole.findings.length) return added;
  const known = await foundIn(before, name, scan);
  return whole.findings.filter((finding) => isIn(ranges, finding) || !known.has(keyOf(finding, whole.text)));
}

/** What was found in earlier contents: an added line may tell of an older one what it is, as `kind: Secret` does. */
async function foundIn(hashes: readonly string[], { path }: Named, scan: RepositoryScan): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const hash of hashes) {
    const bytes = await scan.blobs.read(hash, scan.largest);
    if (bytes === undefined || bytes === "too-large") continue;
    const earlier = scan.tally.find({ bytes, path });
    for (const finding of earlier?.findings ?? []) found.add(keyOf(finding, earlier?.text ?? ""));
  }
  return found;
}

function keyOf({ rule, start, end }: LocatedFinding, text: string): string {
  return `${rule} ${text.slice(start, end)}`;
}

/** Git compares no lines of UTF-16, of files that are marked as binary, and of large ones. */
async function inUncompared(patch: FilePatch, name: Named, scan: RepositoryScan): Promise<readonly LocatedFinding[]> {
  const { before, hash } = patch;
  const whole = await content(hash, name, scan);
  if (whole === undefined || whole.findings.length === 0) return [];
  let found = whole.findings;
  for (const earlier of before) found = found.filter(onNewLines(whole.text, await textBefore(earlier, scan)));
  return found;
}

async function content(hash: string, { file, path }: Named, scan: RepositoryScan): Promise<Scanned | undefined> {
  const bytes = await scan.blobs.read(hash, scan.largest);
  if (bytes === "too-large") scan.tally.skip(file);
  if (bytes === undefined || bytes === "too-large") return undefined;
  return scan.tally.find({ bytes, path });
}

function isIn(ranges: readonly LineRange[], { startLine, endLine }: LocatedFinding): boolean {
  return ranges.some(({ from, to }) => startLine < to && endLine >= from);
}
