import { setTimeout as pause } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import type { CustomRule } from "../../../../src/core/detection/custom/custom-rule.ts";
import { parseCustomRules } from "../../../../src/core/detection/custom/parse-custom-rules.ts";
import { createCustomFinder } from "../../../../src/node/custom-rules/custom-finder.ts";

const SCRIPT = new URL("../../../../src/node/custom-rules/worker.ts", import.meta.url);
const TEXT = `acme_12345678 ${"a".repeat(400)}! stray\n`;

const [good, stray] = parseCustomRules(
  [
    { id: "good", pattern: "acme_\\w{8}" },
    { id: "stray", pattern: "(a+)+$", keywords: ["stray", "acme"] },
  ],
  () => false,
).rules;

function finder(script = SCRIPT) {
  const off: string[] = [];
  const made = createCustomFinder({
    script,
    onSwitchedOff: (rule, why) => off.push(`${rule.id} ${why}`),
    onNoThread: () => off.push("no thread"),
  });
  onTestFinished(() => made.end());
  return { ...made, off };
}

const rules = [stray, good].filter((rule): rule is CustomRule => rule !== undefined);

test("a pattern that never comes to an end is named, switched off, and keeps the others not", async () => {
  const { find, off } = finder();
  const found = await find(TEXT, rules);
  expect(found).toEqual([{ rule: "good", start: 0, end: 13 }]);
  expect(off).toEqual(["stray endless"]);
  expect(await find(TEXT, rules)).toEqual(found);
  expect(off).toEqual(["stray endless"]);
});

test("the thread that asks goes on meanwhile, and calls wait their turn", async () => {
  const { find, off } = finder();
  const both = Promise.all([find(TEXT, rules), find("acme_abcdefgh", rules)]);
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 1);
  const [first, second] = await both;
  clearInterval(timer);
  expect([first, second].map((found) => found?.map(({ rule }) => rule))).toEqual([["good"], ["good"]]);
  expect(off).toEqual(["stray endless"]);
  expect(turns).toBeGreaterThan(10);
});

/** A text that keeps the second rule busy for a moment, whatever the computer. */
function slowText(): string {
  for (let length = 16; ; length++) {
    const text = `${"a".repeat(length)}!`;
    const begun = performance.now();
    /(a+)+$/.test(text);
    if (performance.now() - begun > 150) return `acme_12345678 stray ${text}`;
  }
}

test("a rule that answered in time is not blamed where the thread that asks was busy", async () => {
  const { find, off } = finder();
  const text = slowText();
  await find("acme_12345678", rules);
  const found = find(text, rules);
  await pause(60); // it has begun
  await new Promise(setImmediate); // what is due comes before what is to be heard then
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 3000);
  expect((await found).map(({ rule }) => rule)).toEqual(["good"]);
  expect(off).toEqual([]);
});

test("a host that waits gets the same", () => {
  const { findNow, off } = finder();
  expect(findNow(TEXT, rules)).toEqual([{ rule: "good", start: 0, end: 13 }]);
  expect(off).toEqual(["stray endless"]);
  expect(findNow("no keyword", rules)).toEqual([]);
});

test("without rules no thread is started", async () => {
  const made = createCustomFinder({
    script: "nowhere.cjs",
    onSwitchedOff: () => undefined,
    onNoThread: () => undefined,
  });
  expect(await made.find(TEXT, [])).toEqual([]);
  expect(made.findNow(TEXT, [])).toEqual([]);
});

test.each([
  ["is not there", new URL("nowhere.cjs", import.meta.url)],
  ["ends at once", new URL("data:text/javascript,process.exit(0)")],
  ["throws", new URL("data:text/javascript,throw 1")],
])("a thread whose script %s is told once, and no rule is blamed for it", async (_, script) => {
  const waiting = finder(script);
  expect(await waiting.find(TEXT, rules)).toEqual([]);
  expect(await waiting.find(TEXT, rules)).toEqual([]);
  expect(waiting.off).toEqual(["no thread"]);
  const prepared = finder(script);
  await prepared.prepare();
  expect(prepared.findNow(TEXT, rules)).toEqual([]);
  expect(prepared.off).toEqual(["no thread"]);
});

test("a rule that cannot be carried out is named as such, and the others are looked for", async () => {
  // The thread is told of rules as plain data, so that a pattern that does not compile stands for one that throws later.
  const broken = rules.map((rule) => (rule.id === "stray" ? { ...rule, pattern: "(" } : rule));
  const one = finder();
  expect(await one.find(TEXT, broken)).toEqual([{ rule: "good", start: 0, end: 13 }]);
  const other = finder();
  expect(other.findNow(TEXT, broken)).toEqual([{ rule: "good", start: 0, end: 13 }]);
  expect([one.off, other.off]).toEqual([["stray failed"], ["stray failed"]]);
});
