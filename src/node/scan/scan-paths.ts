import { readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { parseIgnoreFile, type IgnoreFile } from "../../core/detection/ignore-file.ts";
import { locateFindings, type LocatedFinding } from "../../core/detection/locate.ts";
import type { Detector } from "../../core/detection/detector.ts";
import { decodeText } from "./decode.ts";
import { projectFolder, reasonOf, walk } from "./walk.ts";

/** A finding in a file. */
export interface FileFinding extends LocatedFinding {
  /** Relative to the folder that was asked for, with `/`. */
  readonly file: string;
}

export interface ScanReport {
  readonly filesScanned: number;
  readonly bytesScanned: number;
  /** In the order of the walk; ignored ones are not among them. */
  readonly findings: readonly FileFinding[];
  /** Files too large to look at. */
  readonly skipped: readonly string[];
  /** Files and folders that could not be read, with the system's code. */
  readonly unread: readonly { readonly file: string; readonly reason: string }[];
  /** How many findings `.lockersignore` kept away. */
  readonly ignored: number;
}

export interface ScanOptions {
  readonly detector: Detector;
  /** Absolute. Paths are taken from here, and files are named relative to it where several paths are given. */
  readonly cwd: string;
  readonly signal: AbortSignal;
  /** Called before each file. */
  readonly onFile?: (count: number) => void;
}

/** Larger files are data, not source. */
const LARGEST = 5_000_000;

/**
 * Scans files and folders.
 *
 * @param paths absolute or relative to `cwd`; with a single folder, files are named relative to it
 * @throws the signal's reason where it is aborted
 */
export function scanPaths(paths: readonly string[], options: ScanOptions): ScanReport {
  const tally = new Tally();
  const roots = paths.map((path) => resolve(options.cwd, path));
  for (const root of roots) scanRoot(root, roots.length === 1 && isFolder(root) ? root : options.cwd, options, tally);
  return tally.report();
}

class Tally {
  filesScanned = 0;
  bytesScanned = 0;
  ignored = 0;
  readonly findings: FileFinding[] = [];
  readonly skipped: string[] = [];
  readonly unread: { file: string; reason: string }[] = [];

  report(): ScanReport {
    const { filesScanned, bytesScanned, ignored, findings, skipped, unread } = this;
    return { filesScanned, bytesScanned, ignored, findings, skipped, unread };
  }
}

function scanRoot(root: string, base: string, options: ScanOptions, tally: Tally): void {
  const project = projectFolder(isFolder(root) ? root : dirname(root));
  const ignore = readIgnoreFile(project);
  let count = 0;
  for (const visit of walk(root)) {
    options.signal.throwIfAborted();
    const file = slashed(relative(base, visit.path));
    if (visit.kind === "unread") {
      tally.unread.push({ file, reason: visit.reason });
      continue;
    }
    options.onFile?.(++count);
    const path = slashed(relative(project, visit.path));
    if (!ignore.ignoresPath(path)) scanFile(visit.path, { file, path, ignore, detector: options.detector }, tally);
  }
}

interface FileScan {
  readonly file: string;
  /** Relative to the project, for the fingerprint. */
  readonly path: string;
  readonly ignore: IgnoreFile;
  readonly detector: Detector;
}

function scanFile(absolute: string, { file, path, ignore, detector }: FileScan, tally: Tally): void {
  let bytes: Uint8Array;
  try {
    if (statSync(absolute).size > LARGEST) {
      tally.skipped.push(file);
      return;
    }
    bytes = readFileSync(absolute);
  } catch (error) {
    tally.unread.push({ file, reason: reasonOf(error) });
    return;
  }
  const text = decodeText(bytes);
  if (text === undefined) return;
  tally.filesScanned++;
  tally.bytesScanned += bytes.length;
  const findings = detector.scan(text, { path });
  const shown = findings.filter((finding) => !ignore.ignores(finding, path));
  tally.ignored += findings.length - shown.length;
  for (const located of locateFindings(text, shown)) tally.findings.push({ file, ...located });
}

function readIgnoreFile(folder: string): IgnoreFile {
  try {
    return parseIgnoreFile(readFileSync(join(folder, ".lockersignore"), "utf8"));
  } catch {
    return parseIgnoreFile("");
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function slashed(path: string): string {
  return path.replaceAll(sep, "/");
}
