/** What *Scan Workspace for Secrets* costs in its thread, over a folder of 15,000 real source files. */

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createScanThread, type ScanThread } from "../../src/node/workspace-scan/scan-thread.ts";
import type { ScanCounts } from "../../src/node/workspace-scan/scan-messages.ts";
import { walk } from "../../src/node/scan/walk.ts";
import { repository } from "../setup/places.mjs";
import { type Bench, type Figure, median } from "./figure.ts";
import { figuresOfSuite } from "./figures-of-suite.ts";
import { makeSourceTree } from "./source-tree.ts";

const FILES = 15_000;
const ROUNDS = 9;
/** More files of over 5 MB than there are: those are skipped. */
const LARGE = 50;

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
  const content = { kind: "content", folder, path: "a.js", bytes: new Uint8Array(), anyway: false } as const;
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
    makeSourceTree(folder, FILES);
    const settings = { rules: path.join(repository, "dist/detection.cjs"), cache: path.join(room, "cache.json") };
    const make = (): ScanThread =>
      createScanThread({ worker: path.join(repository, "dist/scan-worker.cjs"), settings });
    const thread = make();
    const first = await firstScan(thread, folder);
    thread.end();
    const again = await rescan(make, folder);
    return [...first, ...again, ...(await figuresOfSuite("rescan-suite.ts", room))];
  } finally {
    rmSync(room, { recursive: true, force: true });
  }
};
