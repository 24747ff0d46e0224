import { lstatSync, realpathSync, type Stats } from "node:fs";
import { dirname, join, sep } from "node:path";
import type { Detector } from "../../core/detection/detector.ts";
import { type IgnoreFile, parseIgnoreFile } from "../../core/detection/ignore-file.ts";
import { createFileReader } from "../scan/read-file.ts";
import { readRulesText } from "../scan/read-rules.ts";
import { isVisited, walk } from "../scan/walk.ts";
import { scanContent } from "./content.ts";
import { CLEAN, type FileResult, isTold } from "./file-result.ts";
import { LARGEST, LARGEST_ANYWAY } from "./limits.ts";
import { createReporter, type Reporter } from "./reporter.ts";
import { type FolderCache, type ScanCache, type Stamp, stampOf } from "./scan-cache.ts";
import type { FileRef, ScanCounts, ScanFolder, ScanNews, ScanOrder } from "./scan-messages.ts";

export interface RunParts {
  readonly cache: ScanCache;
  /** For the files of a folder; read at the first one that is not known. */
  readonly detector: (folder: string) => Promise<Detector>;
  readonly isStopped: () => boolean;
  /** False once a rule was switched off: what is found from then on is not all there is, and is not remembered. */
  readonly isWhole: () => boolean;
  readonly tell: (news: ScanNews) => void;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

type Tally = { -readonly [Name in keyof ScanCounts]: ScanCounts[Name] };

/** A file that has to be read. */
interface Unknown extends FileRef {
  readonly stamp: Stamp;
}

interface Run extends RunParts {
  readonly counts: Tally;
  readonly reporter: Reporter;
  readonly anyway: boolean;
  /** Somebody waits for news of each file, also of a clean one. */
  readonly isAsked: boolean;
  readonly unknown: Unknown[];
}

/** Carries out an order and tells what comes of it. Stops early where it is told to; never throws for a file. */
export async function runOrder(order: ScanOrder, parts: RunParts): Promise<ScanCounts> {
  switch (order.kind) {
    case "content":
      return runContent(order, parts);
    case "files":
      return runFiles(order, parts);
    case "folders":
    default:
      return runFolders(order, parts);
  }
}

type OrderOf<Kind extends ScanOrder["kind"]> = Extract<ScanOrder, { readonly kind: Kind }>;

const noCounts = (): Tally => ({ files: 0, read: 0, skipped: 0, unread: 0, isPartial: false });

async function runContent(order: OrderOf<"content">, { detector, tell }: RunParts): Promise<ScanCounts> {
  const result = scanContent(order, await detector(order.folder));
  const reporter = createReporter(1, tell);
  reporter.found({ folder: order.folder, path: order.path }, result, true);
  reporter.flush();
  return { ...noCounts(), files: 1, read: 1 };
}

async function runFiles({ files, anyway }: OrderOf<"files">, parts: RunParts): Promise<ScanCounts> {
  const run = begin(parts, { total: files.length, anyway, isAsked: true });
  const isWanted = createWanted();
  for (const file of files) {
    if (parts.isStopped()) break;
    if (isWanted(file)) lookUp(file, run);
    else run.reporter.found(file, CLEAN, true);
  }
  return finish(run);
}

async function runFolders({ folders }: OrderOf<"folders">, parts: RunParts): Promise<ScanCounts> {
  const counts = noCounts();
  const files = folders.flatMap((folder) => filesOf(folder, parts, counts));
  const run = begin(parts, { total: files.length, anyway: false, isAsked: false, counts });
  for (const file of files) {
    if (parts.isStopped()) break;
    lookUp(file, run);
  }
  await finish(run);
  if (!counts.isPartial) forgetOthers(folders, files, parts.cache);
  return counts;
}

interface Beginning extends Pick<Run, "anyway" | "isAsked"> {
  readonly total: number;
  readonly counts?: Tally;
}

function begin(parts: RunParts, { total, anyway, isAsked, counts = noCounts() }: Beginning): Run {
  return { ...parts, counts, reporter: createReporter(total, parts.tell), anyway, isAsked, unknown: [] };
}

async function finish(run: Run): Promise<ScanCounts> {
  await readUnknown(run);
  run.reporter.flush();
  run.counts.isPartial = run.isStopped();
  return run.counts;
}

function filesOf({ path: folder, nested }: ScanFolder, { isStopped }: RunParts, counts: Tally): readonly FileRef[] {
  const files: FileRef[] = [];
  const ignore = ignoreFileOf(folder);
  const apart = nested.map((other) => other + sep);
  for (const { absolute, path, reason } of walk(folder)) {
    if (isStopped()) return files;
    if (reason !== undefined) counts.unread++;
    else if (isWalked(path, ignore) && !apart.some((other) => absolute.startsWith(other))) files.push({ folder, path });
  }
  return files;
}

function isWalked(path: string, ignore: IgnoreFile): boolean {
  return path !== IGNORE_FILE && !ignore.ignoresPath(path);
}

const IGNORE_FILE = ".lockersignore";

function ignoreFileOf(folder: string): IgnoreFile {
  // None, or not readable: rather too many findings than too few.
  return parseIgnoreFile(readRulesText(join(folder, IGNORE_FILE)));
}

/** Whether a scan of its folder would look at a file. */
function createWanted(): (file: FileRef) => boolean {
  const ignores = new Map<string, IgnoreFile>();
  return ({ folder, path }) => {
    const ignore = ignores.get(folder) ?? ignoreFileOf(folder);
    ignores.set(folder, ignore);
    return isWalked(path, ignore) && isVisited(folder, path) && !isBehindLink(folder, path);
  };
}

/** True where a folder on the way to the file is a link, which a walk does not follow. */
function isBehindLink(folder: string, path: string): boolean {
  const way = dirname(path);
  try {
    return realpathSync(join(folder, way)) !== join(realpathSync(folder), way);
  } catch {
    return false; // gone: looking the file up tells
  }
}

const ONLY_THERE = { throwIfNoEntry: false } as const;

/** Tells what is known of a file; puts it aside where that is not enough. */
function lookUp(file: FileRef, run: Run): void {
  const { counts, cache, reporter, anyway } = run;
  const stats = statsOf(file);
  if (stats === "unread") {
    counts.unread++;
    reporter.step();
    return;
  }
  if (stats?.isFile() !== true) {
    reporter.found(file, CLEAN, true);
    reporter.step();
    return;
  }
  const stamp = stampOf(stats);
  const known = anyway ? undefined : (large(stats) ?? cache.folder(file.folder).find(file.path, stamp));
  if (known === undefined) run.unknown.push({ folder: file.folder, path: file.path, stamp });
  else {
    count(known, counts);
    reporter.found(file, known, run.isAsked);
    reporter.step();
  }
}

/** Undefined for a file that is not there; `unread` where the system does not tell, as for a path that is too long. */
function statsOf({ folder, path }: FileRef): Stats | "unread" | undefined {
  try {
    return lstatSync(`${folder}/${path}`, ONLY_THERE);
  } catch {
    return "unread";
  }
}

function large({ size }: Stats): FileResult | undefined {
  return size > LARGEST ? { findings: [], skipped: { reason: "large", size } } : undefined;
}

function count({ skipped }: FileResult, counts: Tally): void {
  if (skipped === undefined) counts.files++;
  else counts.skipped++;
}

async function readUnknown(run: Run): Promise<void> {
  const { unknown, counts, reporter, isStopped } = run;
  if (unknown.length === 0) return;
  const detectors = new Map<string, Detector>();
  const reader = createFileReader();
  const largest = run.anyway ? LARGEST_ANYWAY : LARGEST;
  for (const file of unknown) {
    if (isStopped()) return;
    const known = run.cache.folder(file.folder);
    const detector = detectors.get(file.folder) ?? (await run.detector(file.folder));
    detectors.set(file.folder, detector);
    try {
      const bytes = reader.read(join(file.folder, file.path), largest);
      if (bytes !== undefined)
        tellRead(file, scanContent({ bytes, path: file.path, anyway: run.anyway }, detector), run, known);
    } catch {
      counts.unread++; // gone meanwhile, or not to be read by this person
    }
    reporter.step();
  }
}

function tellRead(file: Unknown, result: FileResult, run: Run, known: FolderCache): void {
  const { counts, reporter, anyway } = run;
  const last = known.last(file.path);
  if (!anyway && run.isWhole()) known.keep(file.path, { stamp: file.stamp, readAt: run.now(), result });
  counts.read++;
  count(result, counts);
  reporter.found(file, result, run.isAsked || (last !== undefined && isTold(last)));
}

function forgetOthers(folders: readonly ScanFolder[], files: readonly FileRef[], cache: ScanCache): void {
  const paths = new Map(folders.map(({ path }) => [path, new Set<string>()]));
  for (const { folder, path } of files) paths.get(folder)?.add(path);
  for (const [folder, there] of paths) cache.folder(folder).retain(there);
}
