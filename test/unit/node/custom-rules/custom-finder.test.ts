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

function finder() {
  const off: string[] = [];
  const made = createCustomFinder({ script: SCRIPT, onSwitchedOff: (rule) => off.push(rule.id) });
  onTestFinished(() => made.end());
  return { ...made, off };
}

const rules = [stray, good].filter((rule): rule is CustomRule => rule !== undefined);

test("a pattern that never comes to an end is named, switched off, and keeps the others not", async () => {
  const { find, off } = finder();
  const found = await find(TEXT, rules);
  expect(found).toEqual([{ rule: "good", start: 0, end: 13 }]);
  expect(off).toEqual(["stray"]);
  expect(await find(TEXT, rules)).toEqual(found);
  expect(off).toEqual(["stray"]);
});

test("the thread that asks goes on meanwhile, and calls wait their turn", async () => {
  const { find, off } = finder();
  const both = Promise.all([find(TEXT, rules), find("acme_abcdefgh", rules)]);
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 1);
  const [first, second] = await both;
  clearInterval(timer);
  expect([first, second].map((found) => found?.map(({ rule }) => rule))).toEqual([["good"], ["good"]]);
  expect(off).toEqual(["stray"]);
  expect(turns).toBeGreaterThan(10);
});

test("a host that waits gets the same", () => {
  const { findNow, off } = finder();
  expect(findNow(TEXT, rules)).toEqual([{ rule: "good", start: 0, end: 13 }]);
  expect(off).toEqual(["stray"]);
  expect(findNow("no keyword", rules)).toEqual([]);
});

test("without rules no thread is started", async () => {
  const made = createCustomFinder({ script: "nowhere.cjs", onSwitchedOff: () => undefined });
  expect(await made.find(TEXT, [])).toEqual([]);
  expect(made.findNow(TEXT, [])).toEqual([]);
});
