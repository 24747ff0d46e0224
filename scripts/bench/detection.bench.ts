/** Scans beside secretlint on the same texts in the same process, the engine's start, and one large file. */

import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { lintSource } from "@secretlint/core";
import { secretLintProfiler } from "@secretlint/profiler";
import { creator } from "@secretlint/secretlint-rule-preset-recommend";
import { createDetector } from "../../src/core/detection/detector.ts";
import { repository } from "../setup/places.mjs";
import { type Bench, median } from "./figure.ts";

interface Text {
  readonly path: string;
  readonly content: string;
}

const ROUNDS = 5;
const LARGE = 240_000;
const SCANS = 300;
const config = { rules: [{ id: "@secretlint/secretlint-rule-preset-recommend", rule: creator }] };

/** The repository's own sources, and the labelled lines where LOCKERS_LABELLED names their folder. */
function texts(): readonly Text[] {
  const own = globSync(["src/**/*.ts", "scripts/**/*.{ts,mjs}", "test/**/*.ts"], { cwd: repository }).map((file) => ({
    path: file,
    content: readFileSync(path.join(repository, file), "utf8"),
  }));
  return [...own, ...labelled(process.env["LOCKERS_LABELLED"])];
}

function labelled(folder: string | undefined): readonly Text[] {
  if (folder === undefined) return [];
  return globSync("*.jsonl", { cwd: folder }).flatMap((file) =>
    readFileSync(path.join(folder, file), "utf8")
      .split("\n")
      .filter((line) => line !== "")
      .map(textOf),
  );
}

function textOf(line: string): Text {
  const record: unknown = JSON.parse(line);
  const content = typeof record === "object" && record !== null && "text" in record ? String(record.text) : "";
  return { path: "snippet.txt", content };
}

async function milliseconds(work: () => Promise<void> | void): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

async function lint(all: readonly Text[]): Promise<void> {
  for (const { path: filePath, content } of all) {
    await lintSource({
      source: { content, filePath, ext: path.extname(filePath), contentType: "text" },
      options: { config },
    });
  }
}

function largeText(all: readonly Text[]): string {
  let large = "";
  for (const { content } of all) {
    if (large.length >= LARGE) break;
    large += content;
  }
  // Joined texts are a tree of pieces until something reads them; an editor gives a flat one.
  return Buffer.from(large.slice(0, LARGE)).toString();
}

export const bench: Bench = async () => {
  secretLintProfiler.setEnabled(false); // costs it time, and keeps every mark in memory
  const ready = await milliseconds(() => void createDetector().scan("", { path: "a.ts" }));
  const detector = createDetector();
  const all = texts();
  const megabytes = all.reduce((total, { content }) => total + content.length, 0) / 1e6;
  const scan = () => {
    for (const { path: file, content } of all) detector.scan(content, { path: file });
  };
  const rounds: { readonly ours: number; readonly theirs: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.push({ ours: await milliseconds(scan), theirs: await milliseconds(() => lint(all)) });
  }
  const large = largeText(all);
  const scans: number[] = [];
  for (let at = 0; at < SCANS; at += 1) {
    scans.push(await milliseconds(() => void detector.scan(large, { path: "large.ts" })));
  }
  return [
    { what: "detection, engine ready", value: ready, unit: "ms", atMost: 25 },
    { what: "detection", value: megabytes / (median(rounds.map(({ ours }) => ours)) / 1000), unit: "MB/s" },
    {
      what: "secretlint, the same texts",
      value: megabytes / (median(rounds.map(({ theirs }) => theirs)) / 1000),
      unit: "MB/s",
    },
    {
      what: "detection beside secretlint",
      value: median(rounds.map(({ ours, theirs }) => theirs / ours)),
      unit: "times",
      atLeast: 4,
    },
    {
      what: "detection, 240 kB at p99",
      value: scans.toSorted((a, b) => a - b)[Math.floor(SCANS * 0.99)] ?? Number.NaN,
      unit: "ms",
    },
  ];
};
