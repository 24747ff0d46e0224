/** What *Scan Workspace for Secrets* costs in its thread, over a folder of 15,000 real source files. */

import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createScanThread, type ScanThread } from "../../src/node/workspace-scan/scan-thread.ts";
import type { ScanCounts } from "../../src/node/workspace-scan/scan-messages.ts";
import { walk } from "../../src/node/scan/walk.ts";
import { repository } from "../setup/places.mjs";
import { type Bench, type Figure, median } from "./figure.ts";

const FILES = 15_000;
const ROUNDS = 9;
const PER_FOLDER = 40;
/** More files of over 5 MB than there are: those are skipped. */
const LARGE = 50;
const SOURCE = /\.(?:js|ts|mjs|cjs|json|md|yml)$/;
/** A cache keeps nothing of files that changed within the last two seconds. */
const OLD = new Date(Date.now() - 3_600_000);

/** Sources of this project's dependencies, in folders of their own; some come twice where there are too few. */
function makeTree(folder: string): void {
  const sources = readdirSync(path.join(repository, "node_modules"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && SOURCE.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .toSorted();
  for (let index = 0; index < FILES; index++) {
    const source = sources[index % sources.length] ?? "";
    const below = path.join(folder, `package-${Math.floor(index / PER_FOLDER)}`);
    mkdirSync(below, { recursive: true });
    const file = path.join(below, `${index}-${path.basename(source)}`);
    copyFileSync(source, file);
    utimesSync(file, OLD, OLD);
  }
}

async function timed<Result>(work: () => Promise<Result>): Promise<readonly [number, Result]> {
  const started = performance.now();
  const result = await work();
  return [performance.now() - started, result];
}

/** The memory of this process, in which the thread runs, in megabytes. */
function resident(): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1] ?? Number.NaN) / 1000;
}

async function scanned(thread: ScanThread, folder: string): Promise<ScanCounts> {
  const order = { kind: "folders", folders: [{ path: folder, nested: [] }] } as const;
  return thread.run(order, () => undefined, new AbortController().signal);
}

/** A scan of everything, with the most memory it takes above what the idle thread has. */
async function firstScan(thread: ScanThread, folder: string): Promise<readonly Figure[]> {
  const content = { kind: "content", path: "a.js", bytes: new Uint8Array(), anyway: false } as const;
  await thread.run(content, () => undefined, new AbortController().signal);
  const idle = resident();
  let most = idle;
  const watch = setInterval(() => {
    most = Math.max(most, resident());
  }, 5);
  const [time, counts] = await timed(async () => scanned(thread, folder));
  clearInterval(watch);
  if (counts.read < FILES - LARGE) throw new Error("the first scan did not read everything");
  return [
    { what: `first scan of ${FILES} files`, value: time, unit: "ms" },
    { what: "memory above the idle thread, most of a first scan", value: most - idle, unit: "MB", atMost: 120 },
  ];
}

async function rescan(make: () => ScanThread, folder: string): Promise<readonly Figure[]> {
  const cold: number[] = [];
  const warm: number[] = [];
  const walks: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const thread = make();
    for (const times of [cold, warm]) {
      const [time, { read, isPartial }] = await timed(async () => scanned(thread, folder));
      if (read > 0 || isPartial) throw new Error("an unchanged file was read again");
      times.push(time);
    }
    thread.end();
    const started = performance.now();
    let count = 0;
    for (const { path: found } of walk(folder)) count += found === "" ? 0 : 1;
    if (count !== FILES) throw new Error(`${count} files`);
    walks.push(performance.now() - started);
  }
  return [
    { what: "rescan, nothing changed, thread and cache read anew", value: median(cold), unit: "ms", atMost: 400 },
    { what: "rescan, nothing changed, thread still there", value: median(warm), unit: "ms", atMost: 400 },
    { what: "of which the walk through the folders", value: median(walks), unit: "ms" },
  ];
}

export const bench: Bench = async () => {
  const room = mkdtempSync(path.join(tmpdir(), "lockers-rescan-"));
  try {
    const folder = path.join(room, "workspace");
    makeTree(folder);
    const settings = { rules: path.join(repository, "dist/detection.cjs"), cache: path.join(room, "cache.json") };
    const make = (): ScanThread =>
      createScanThread({ worker: path.join(repository, "dist/scan-worker.cjs"), settings });
    const thread = make();
    const first = await firstScan(thread, folder);
    thread.end();
    return [...first, ...(await rescan(make, folder))];
  } finally {
    rmSync(room, { recursive: true, force: true });
  }
};
