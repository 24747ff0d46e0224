import { statSync, type Stats } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Detector } from "../../core/detection/detector.ts";
import { isFolder } from "./is-folder.ts";
import { createProjects, pathFrom, type Project } from "./projects.ts";
import { createFileReader, type FileReader } from "./read-file.ts";
import { LARGEST, type ScanReport } from "./report.ts";
import { Tally } from "./tally.ts";
import { reasonOf, walk } from "./walk.ts";

export interface ScanOptions {
  readonly detector: Detector;
  /** Absolute. Paths are taken from here, and files are named relative to it where several paths are given. */
  readonly cwd: string;
  readonly signal: AbortSignal;
  /** Files of more bytes are skipped; 5 MB unless said. */
  readonly largest?: number;
  /** Called before each file. */
  readonly onFile?: (count: number) => void;
}

/** What a scan goes through. */
interface Scan extends ScanOptions {
  readonly base: string;
  readonly tally: Tally;
  readonly reader: FileReader;
  readonly projectOf: (folder: string) => Project;
  count: number;
}

/**
 * Scans files and folders.
 *
 * @param paths absolute or relative to `cwd`; with a single folder, files are named relative to it
 * @throws the signal's reason where it is aborted
 */
export function scanPaths(paths: readonly string[], options: ScanOptions): ScanReport {
  const steps = scanSteps(paths, options);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** As `scanPaths`, with a pause after each file, in which a host can look after other things. */
export function* scanSteps(paths: readonly string[], options: ScanOptions): Generator<void, ScanReport> {
  const roots = paths.map((path) => resolve(options.cwd, path));
  const [first = options.cwd] = roots;
  const base = roots.length === 1 && isFolder(first) ? first : options.cwd;
  const tally = new Tally(options.detector);
  const scan: Scan = {
    ...options,
    base,
    tally,
    reader: createFileReader(),
    projectOf: createProjects(),
    count: 0,
  };
  for (const root of roots) yield* scanRoot(root, scan);
  options.signal.throwIfAborted();
  return tally.report(base);
}

function* scanRoot(root: string, scan: Scan): Generator<void> {
  const name = pathFrom(scan.base, root);
  let stats: Stats;
  try {
    stats = statSync(root);
  } catch (error) {
    scan.tally.fail(name, reasonOf(error));
    return;
  }
  if (stats.isFile()) {
    yield;
    const project = scan.projectOf(dirname(root));
    scanFile({ absolute: root, file: name, path: pathFrom(project.folder, root) }, project, scan);
  } else if (stats.isDirectory()) yield* scanFolder(root, name, scan);
}

function* scanFolder(root: string, name: string, scan: Scan): Generator<void> {
  const project = scan.projectOf(root);
  const before = below(pathFrom(project.folder, root));
  const shown = below(name);
  for (const { absolute, raw, path, reason } of walk(root)) {
    yield;
    const file = shown + path;
    if (reason === undefined) scanFile({ absolute: raw ?? absolute, file, path: before + path }, project, scan);
    else scan.tally.fail(path === "" ? name : file, reason);
  }
}

function below(folder: string): string {
  return folder === "" ? "" : `${folder}/`;
}

interface Found {
  readonly absolute: string | Buffer;
  readonly file: string;
  readonly path: string;
}

function scanFile({ absolute, file, path }: Found, { ignore }: Project, scan: Scan): void {
  scan.signal.throwIfAborted();
  scan.onFile?.(++scan.count);
  if (ignore.ignoresPath(path)) return;
  let bytes: Buffer | undefined;
  try {
    bytes = scan.reader.read(absolute, scan.largest ?? LARGEST);
  } catch (error) {
    scan.tally.fail(file, reasonOf(error));
    return;
  }
  if (bytes === undefined) scan.tally.skip(file);
  else scan.tally.scan({ bytes, file, path, ignore });
}
