/**
 * Reads and scans files beside secretlint, on one thread and in one run. Its part is what `@secretlint/node` does with files
 * (`createRawSource`, then `lintSource`, as many at a time as there are processors), without its formatter, and it is given the list of
 * files; ours finds them itself.
 */

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { lintSource } from "@secretlint/core";
import { secretLintProfiler } from "@secretlint/profiler";
import { creator } from "@secretlint/secretlint-rule-preset-recommend";
import { createRawSource } from "@secretlint/source-creator";
import { createDetector } from "../../src/core/detection/detector.ts";
import { scanPaths } from "../../src/node/scan/scan-paths.ts";
import { walk } from "../../src/node/scan/walk.ts";
import { node, repository } from "../setup/places.mjs";
import { type Bench, type Figure, median } from "./figure.ts";

interface Corpus {
  readonly what: string;
  readonly folders: readonly string[];
}

/** Those of our own that have many files. */
const PACKAGES = "oidc-provider openid-client @stryker-mutator dependency-cruiser @types ajv @noble @secretlint".split(
  " ",
);
const ROUNDS = 5;
const FILES = 15_000;
const config = { rules: [{ id: "@secretlint/secretlint-rule-preset-recommend", rule: creator }] };
const detector = createDetector();
const signal = new AbortController().signal;

interface Cost {
  readonly wall: number;
  /** Of all threads, in milliseconds: what others do on this computer does not count. */
  readonly cpu: number;
}

async function costOf(work: () => Promise<void> | void): Promise<Cost> {
  const before = process.cpuUsage();
  const started = performance.now();
  await work();
  const wall = performance.now() - started;
  const { user, system } = process.cpuUsage(before);
  return { wall, cpu: (user + system) / 1000 };
}

/** As many at a time as `@secretlint/node` has. */
async function lint(files: readonly string[]): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let file = files[next++]; file !== undefined; file = files[next++]) {
      await lintSource({ source: await createRawSource(file), options: { config } });
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, lane));
}

function filesOf({ folders }: Corpus): readonly string[] {
  return folders.flatMap((folder) => Array.from(walk(folder), ({ absolute }) => absolute));
}

async function beside(corpus: Corpus): Promise<readonly Figure[]> {
  const files = filesOf(corpus);
  const ours = () => scanPaths(corpus.folders, { detector, cwd: repository, signal });
  const megabytes = ours().bytesScanned / 1e6;
  await lint(files.slice(0, 100)); // as ours, it has run before
  const rounds: { readonly ours: Cost; readonly theirs: Cost }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.push({ ours: await costOf(() => void ours()), theirs: await costOf(() => lint(files)) });
  }
  const rate = (times: readonly number[]): number => megabytes / (median(times) / 1000);
  const what = `${corpus.what} (${files.length} files, ${megabytes.toFixed(1)} MB)`;
  return [
    { what: `read + scan, ${what}`, value: rate(rounds.map((round) => round.ours.wall)), unit: "MB/s" },
    { what: "secretlint, the same files", value: rate(rounds.map(({ theirs }) => theirs.wall)), unit: "MB/s" },
    {
      what: "read + scan beside secretlint",
      value: median(rounds.map((round) => round.theirs.wall / round.ours.wall)),
      unit: "times",
      atLeast: 4,
    },
    {
      what: "read + scan beside secretlint, time of the processors",
      value: median(rounds.map((round) => round.theirs.cpu / round.ours.cpu)),
      unit: "times",
      atLeast: 4,
    },
  ];
}

/** Small files as a large project has them: services, settings, notes. */
function generate(folder: string): void {
  let state = 7;
  const random = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  const word = (): string => WORDS[Math.floor(random() * WORDS.length)] ?? "";
  const kinds: readonly (readonly [extension: string, line: () => string])[] = [
    ["ts", () => `export const ${word()}${word()} = ${word()}(${word()}.${word()}, "${word()} ${word()}");`],
    ["py", () => `    ${word()}_${word()} = self.${word()}.${word()}(${word()}, key="${word()}")`],
    ["yaml", () => `  ${word()}: ${word()}-${Math.floor(random() * 1000)}`],
    ["md", () => `The ${word()} of a ${word()} is ${word()}, and its \`${word()}\` is ${word()}.`],
  ];
  for (let at = 0; at < FILES; at += 1) {
    const [extension, line] = kinds[at % kinds.length] ?? ["txt", word];
    const parent = path.join(folder, `part-${at % 60}`, `group-${at % 13}`);
    mkdirSync(parent, { recursive: true });
    const text = Array.from({ length: 10 + Math.floor(random() * 60) }, line).join("\n");
    writeFileSync(path.join(parent, `${word()}-${at}.${extension}`), `${text}\n`);
  }
}

/** One in about forty names a secret, as in sources that are no tests of a scanner. */
const WORDS = (
  "account order invoice customer request session handler config result value index total shop basket user mail cache list item page " +
  "price tax stock label title draft owner team board chart layout route query table column view style theme icon panel event timer queue " +
  "worker batch report export import filter sort group field form input output parse render print write read open close start stop reset " +
  "count limit range offset cursor buffer stream chunk block frame image video audio color width height margin border shadow point line " +
  "circle square vector matrix number string array object class method module package version build test check lint format watch serve " +
  "token password secret"
).split(" ");

/** Megabytes that a Node process takes at its peak. */
function peak(args: readonly string[]): number {
  const hook = path.join(repository, "scripts", "bench", "print-peak.cjs");
  const { stderr } = spawnSync(node, ["--require", hook, ...args], { cwd: repository, encoding: "utf8" });
  const [, kilobytes] = /^peak (\d+)$/m.exec(stderr) ?? [];
  if (kilobytes === undefined) throw new Error(`node ${args.join(" ")} did not say what it took`);
  return (Number(kilobytes) * 1024) / 1e6;
}

/** The built program beside an empty Node. */
function memory(folder: string): Figure {
  const value = peak(["dist/cli.mjs", "scan", folder, "--quiet"]) - peak(["-e", "0"]);
  return { what: "memory of lockers scan above an idle process, at its peak", value, unit: "MB", atMost: 120 };
}

function below(...names: readonly string[]): readonly string[] {
  return names.map((name) => path.join(repository, name));
}

export const bench: Bench = async () => {
  secretLintProfiler.setEnabled(false); // costs it time, and keeps every mark in memory
  const generated = mkdtempSync(path.join(tmpdir(), "lockers-bench-scan-"));
  try {
    generate(generated);
    const corpora: readonly Corpus[] = [
      { what: "own sources", folders: below("src", "scripts", "test") },
      { what: "packages", folders: PACKAGES.map((name) => path.join(repository, "node_modules", name)) },
      { what: "large bundles", folders: below("node_modules/playwright-core") },
      { what: "generated", folders: [generated] },
    ];
    const figures: Figure[] = [];
    for (const corpus of corpora) figures.push(...(await beside(corpus)));
    return [...figures, memory(generated)];
  } finally {
    rmSync(generated, { recursive: true, force: true });
  }
};
