import { setImmediate } from "node:timers/promises";
import type { Detector } from "../core/detection/detector.ts";
import { expandGlobs } from "../node/scan/expand-globs.ts";
import type { ScanReport } from "../node/scan/report.ts";
import { scanHistory } from "../node/scan/scan-history.ts";
import { scanSteps } from "../node/scan/scan-paths.ts";
import type { RepositoryScanOptions } from "../node/scan/repository-scan.ts";
import { scanSince } from "../node/scan/scan-since.ts";
import { scanStaged } from "../node/scan/scan-staged.ts";
import { scanText } from "../node/scan/scan-text.ts";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { UsageError } from "./arguments.ts";
import type { Arguments, CommandContext } from "./command.ts";
import { createProgress, type Progress } from "./scan-progress.ts";
import type { ScanPlace } from "./scan-summary.ts";

/** The other thread of this program, which hears Ctrl-C, gets its turn so often (milliseconds). */
const TURN = 30;

/** Options that say where to look; at most one may be given. */
const PLACES = [
  ["staged", "staged"],
  ["diff", "since"],
  ["history", "history"],
  ["stdin", "stdin"],
] as const;

/** Where the options say to look. Throws `UsageError` where they contradict each other. */
export function placeOf(args: Arguments): ScanPlace {
  const [first, second] = PLACES.filter(([name]) => args.flag(name));
  if (first !== undefined && second !== undefined)
    throw new UsageError(`--${first[0]} and --${second[0]} do not go together.`, "scan");
  const place = first?.[1] ?? "files";
  if (place === "stdin" && args.positionals.length > 0)
    throw new UsageError("--stdin takes no paths; --stdin-filename says what the text is of.", "scan");
  if (place !== "stdin" && args.flag("stdin-filename"))
    throw new UsageError("--stdin-filename goes with --stdin.", "scan");
  if (args.text("stdin-filename") === "") throw new UsageError("--stdin-filename takes a name.", "scan");
  return place;
}

export interface ScanRequest {
  readonly place: ScanPlace;
  readonly detector: Detector;
  readonly largest: number;
  readonly quiet: boolean;
}

/** Looks where it was asked to. Throws `cancelled`, the signal's reason or what git said. */
export async function scanPlace(request: ScanRequest, args: Arguments, context: CommandContext): Promise<ScanReport> {
  const { io, clock } = context;
  const noun = request.place === "history" ? "commits" : "files";
  const progress = createProgress(request.quiet ? { ...io, errIsTerminal: false } : io, noun, () => clock.now());
  try {
    return await scan(request, progress, { args, context });
  } finally {
    progress.done();
  }
}

interface Asked {
  readonly args: Arguments;
  readonly context: CommandContext;
}

async function scan({ place, detector, largest }: ScanRequest, progress: Progress, asked: Asked): Promise<ScanReport> {
  const { args, context } = asked;
  const { cwd, env, signal, io } = context;
  const common = { detector, cwd, env, signal, largest, onProgress: (count: number) => progress.tell(count) };
  if (place === "stdin")
    return scanText(await io.readAll(signal), { detector, cwd, largest, name: args.text("stdin-filename") });
  if (place === "staged") return scanStaged({ ...common, paths: args.positionals });
  if (place === "since") return scanSince(revisionOption(args), { ...common, paths: args.positionals });
  if (place === "history") return inHistory(args.positionals, common);
  return inFiles(args.positionals, { ...common, onFile: common.onProgress });
}

function revisionOption(args: Arguments): string {
  const revision = args.text("diff") ?? "";
  if (revision === "" || revision.startsWith("-"))
    throw new UsageError("--diff takes a commit, a branch or a tag.", "scan");
  return revision;
}

/** `.`, `..` and what begins with them. */
function isUp(word: string): boolean {
  return /^\.\.?(?:[/\\]|$)/.test(word);
}

/** What is there under its name is a path, everything else a revision. */
function inHistory(words: readonly string[], options: Omit<RepositoryScanOptions, "paths">): Promise<ScanReport> {
  const isPath = (word: string): boolean => !word.includes("..") && existsSync(resolve(options.cwd, word));
  const paths = words.filter((word) => isPath(word) || isUp(word));
  const revisions = words.filter((word) => !paths.includes(word));
  if (revisions.some((word) => word.startsWith("-")))
    throw new UsageError("--history takes commits and ranges, such as main..HEAD.", "scan");
  return scanHistory(revisions, { ...options, paths });
}

async function inFiles(words: readonly string[], options: Parameters<typeof scanSteps>[1]): Promise<ScanReport> {
  const { paths, unmatched } = expandGlobs(words.length === 0 ? ["."] : words, options.cwd);
  const steps = scanSteps(paths, options);
  for (let turn = performance.now(); ;) {
    const step = steps.next();
    if (step.done === true) {
      await setImmediate(); // Ctrl-C during the last file
      options.signal.throwIfAborted();
      const unread = unmatched.map((file) => ({ file, reason: "no such file" }));
      return { ...step.value, unread: [...step.value.unread, ...unread] };
    }
    if (performance.now() - turn < TURN) continue;
    await setImmediate();
    turn = performance.now();
  }
}
