/**
 * Scans beside secretlint on the same texts in the same process, the engine's start, one large file, edits of a long one, and
 * the worst that a text made for it can do to a rule. `scan.bench.ts` has reading and scanning together.
 */

import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { lintSource } from "@secretlint/core";
import { secretLintProfiler } from "@secretlint/profiler";
import { creator } from "@secretlint/secretlint-rule-preset-recommend";
import { formatRules } from "../../src/core/detection/catalogue.ts";
import { createDetector, type Detector } from "../../src/core/detection/detector.ts";
import type { Rule } from "../../src/core/detection/rule.ts";
import { repository } from "../setup/places.mjs";
import { type Bench, type Figure, median } from "./figure.ts";

interface Text {
  readonly path: string;
  readonly content: string;
}

const ROUNDS = 5;
const LARGE = 240_000;
const SCANS = 300;
const LINES = 10_000;
const EDITS = 2000;
/** What may follow a keyword again and again. */
const TAILS = [
  "",
  "=",
  ': "',
  " ",
  "\n",
  "A1b2".repeat(15),
  "a".repeat(900),
  '"a", ',
  "0".repeat(40),
  "-",
  "\\n",
  "a.b ",
];
const HOSTILE = 6000;
const PLACES = 12;
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

/** The first ten thousand lines, as an editor holds them. */
function longText(all: readonly Text[]): string {
  const lines = all.flatMap(({ content }) => content.split("\n"));
  return Buffer.from(lines.slice(0, LINES).join("\n")).toString();
}

/** Milliseconds of each of many edits all over a text; what is typed is now and then a secret, or takes one away. */
function editTimes(detector: Detector, source: string): readonly number[] {
  const typed = [
    "a",
    "\n",
    " ",
    'password = "kq8Zt71Lw!Xp"',
    "token",
    "x = 1;\n",
    "ghp_016C7dbQ4zKx2YvNf83LmTsWpRjEaH1gUcVo",
  ];
  const open = detector.open(source, { path: "src/long.ts" });
  let text = source;
  let state = 11;
  const random = (below: number): number => (state = (state * 48_271) % 2_147_483_647) % below;
  return Array.from({ length: EDITS }, () => {
    const start = random(text.length);
    const end = Math.min(text.length, start + (random(3) === 0 ? random(30) : 0));
    const added = typed[random(typed.length)] ?? "";
    text = Buffer.from(text.slice(0, start) + added + text.slice(end)).toString();
    const started = performance.now();
    open.edit(text, [{ start, end, length: added.length }]);
    return performance.now() - started;
  });
}

/** The longest that one rule took at one place of texts made to hold it up, in milliseconds. */
function worstCall(rules: readonly Rule[]): number {
  let worst = 0;
  for (const rule of rules) {
    for (const keyword of rule.keywords)
      for (const tail of TAILS) worst = Math.max(worst, callTime(rule, keyword, tail));
  }
  return worst;
}

function callTime(rule: Rule, keyword: string, tail: string): number {
  const unit = keyword + tail;
  const text = Buffer.from(unit.repeat(Math.ceil(HOSTILE / unit.length))).toString();
  let worst = Infinity;
  // The better of two: what is looked for is the pattern's time, not that of a compilation or of another process.
  for (let turn = 0; turn < 2; turn += 1) {
    let longest = 0;
    for (let place = 0; place < PLACES; place += 1) {
      const start = unit.length * Math.floor((place * HOSTILE) / unit.length / PLACES);
      const started = performance.now();
      if (rule.mayBeAt?.(text, start, start + keyword.length) !== false) {
        rule.find({ text, path: "a.env", start, end: start + keyword.length });
      }
      longest = Math.max(longest, performance.now() - started);
    }
    worst = Math.min(worst, longest);
  }
  return worst;
}

function p99(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? Number.NaN;
}

function editFigures(detector: Detector, source: string): readonly Figure[] {
  const times = editTimes(detector, source);
  return [
    { what: "detection, an edit of 10,000 lines at p99", value: p99(times), unit: "ms", atMost: 2 },
    { what: "detection, an edit of 10,000 lines, median", value: median(times), unit: "ms" },
  ];
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
      value: p99(scans),
      unit: "ms",
      atMost: 5,
    },
    { what: "detection, 240 kB, median", value: median(scans), unit: "ms" },
    ...editFigures(detector, longText(all)),
    { what: "worst call of a rule on a hostile text", value: worstCall(formatRules), unit: "ms", atMost: 20 },
  ];
};
