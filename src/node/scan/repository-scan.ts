import { realpathSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import type { Detector } from "../../core/detection/detector.ts";
import { ExpectedError } from "../../core/errors.ts";
import { createBlobs, type Blobs } from "../git/blobs.ts";
import { openRepository, type Repository } from "../git/repository.ts";
import { decodeText } from "./decode.ts";
import { isFolder } from "./is-folder.ts";
import { onNewLines } from "./new-lines.ts";
import { createProjects, pathFrom, type Project } from "./projects.ts";
import { LARGEST, type ScanReport } from "./report.ts";
import { Tally, type Content } from "./tally.ts";

export interface RepositoryScanOptions {
  readonly detector: Detector;
  /** Absolute. */
  readonly cwd: string;
  /** Files and folders, relative to `cwd`, that findings may be in; none = the whole repository. */
  readonly paths: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  /** Files of more bytes are skipped; 5 MB unless said. */
  readonly largest?: number;
  /** Called before each file with their count, or after commits with theirs. */
  readonly onProgress?: (count: number) => void;
}

/** A scan of what git keeps, and what it needs on its way. */
export interface RepositoryScan extends Repository {
  readonly blobs: Blobs;
  readonly tally: Tally;
  readonly largest: number;
  readonly signal: AbortSignal;
  /** How a file of the repository is named; undefined where it is not asked for or `.lockersignore` leaves it out. */
  nameOf(path: string): Omit<Content, "bytes"> | undefined;
}

/** Throws where the repository has no work tree. */
export function needWorkTree({ bare, top }: RepositoryScan): void {
  if (bare) throw new ExpectedError({ code: "git", reason: "bare", subject: top });
}

/** Opens the repository of the first path, or of `cwd`, and has `work` done in it. */
export async function scanRepository(
  options: RepositoryScanOptions,
  work: (scan: RepositoryScan) => Promise<Partial<ScanReport>>,
): Promise<ScanReport> {
  const { env, signal, detector, largest = LARGEST } = options;
  const cwd = realpathSync(options.cwd);
  const chosen = options.paths.map((path) => real(resolve(cwd, path)));
  const [first = cwd] = chosen;
  const folder = isFolder(first) && !isInHook(env) ? first : cwd;
  const repository = await openRepository({ folder, env, signal, largest });
  const base = chosen.length === 1 && isFolder(first) ? first : cwd;
  const project = createProjects()(repository.top);
  const blobs = createBlobs(repository.git);
  const tally = new Tally(detector);
  for (const path of chosen) {
    if (!isWithin(path, repository.top)) tally.fail(pathFrom(base, path), "in another repository, or in none");
  }
  const nameOf = (path: string): Omit<Content, "bytes"> | undefined => {
    const absolute = join(repository.top, path);
    return isChosen(absolute, chosen) ? named(absolute, base, project) : undefined;
  };
  try {
    const more = await work({ ...repository, blobs, tally, largest, signal, nameOf });
    return { ...tally.report(base), ...more };
  } finally {
    blobs.close();
  }
}

function named(absolute: string, base: string, { folder, ignore }: Project): Omit<Content, "bytes"> | undefined {
  const path = pathFrom(folder, absolute);
  return ignore.ignoresPath(path) ? undefined : { file: pathFrom(base, absolute), path, ignore };
}

/** Reports what is on lines that a file's earlier content, if it had one, does not hold. */
export async function scanNewLines(content: Content, before: string | undefined, scan: RepositoryScan): Promise<void> {
  const scanned = scan.tally.look(content);
  if (scanned === undefined || scanned.findings.length === 0) return;
  const isNew = onNewLines(scanned.text, await textBefore(before, scan));
  scan.tally.keep(content, scanned.findings.filter(isNew));
}

/** Empty where there was none, where it is no text or too large. */
export async function textBefore(hash: string | undefined, { blobs, largest }: RepositoryScan): Promise<string> {
  const bytes = hash === undefined ? undefined : await blobs.read(hash, largest);
  return bytes === undefined || bytes === "too-large" ? "" : (decodeText(bytes)?.text ?? "");
}

/** In a hook, git says by paths from the working directory where the repository and its index are. */
function isInHook(env: RepositoryScanOptions["env"]): boolean {
  return env["GIT_DIR"] !== undefined || env["GIT_INDEX_FILE"] !== undefined;
}

function isChosen(absolute: string, chosen: readonly string[]): boolean {
  return chosen.length === 0 || chosen.some((path) => isWithin(absolute, path));
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** The path without symbolic links; a file that is gone has its folder's. */
function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const folder = dirname(path);
    return folder === path ? path : join(real(folder), path.slice(folder.length));
  }
}
