import * as fc from "fast-check";
import { expect, test } from "vitest";
import { planMove } from "../../../../src/core/migration/plan-move.ts";
import { applyEdits } from "../../../../src/core/text/edits.ts";
import { javascriptLiterals, pythonLiterals, type FuzzedLiteral } from "../../../support/fuzzed-literals.ts";
import { outputsOf, type Program } from "../../../support/run-programs.ts";

const RUNS = 200;
const SEED = 7;

/** What stands before all literals, before each and after each. */
type Wrapping = readonly [first: string, head: string, tail: string];

/** A program that holds each literal, and the same program after every secret was moved. */
function programs(literals: readonly FuzzedLiteral[], extension: string, [first, head, tail]: Wrapping): Program[] {
  let text = first;
  const spans: { start: number; end: number }[] = [];
  for (const { before, secret, after } of literals) {
    const start = text.length + head.length + before.length;
    spans.push({ start, end: start + secret.length });
    text += head + before + secret + after + tail;
  }
  let moved = text;
  const environment: Record<string, string> = {};
  // From the end: what stands before keeps its place.
  for (const [index, span] of [...spans.entries()].toReversed()) {
    const variable = `V${index}`;
    const reference = `vault://local/secret/fuzz/v${index}`;
    const plan = planMove({ text: moved, path: `fuzz${extension}`, ...span, variable, reference });
    environment[variable] = plan.value.reveal();
    moved = applyEdits(moved, plan.edits);
  }
  return [
    { code: text, extension, environment: {} },
    { code: moved, extension, environment },
  ];
}

test("JavaScript of any quoting prints the same after the move", async () => {
  const literals = fc.sample(javascriptLiterals(), { numRuns: RUNS, seed: SEED });
  const given = programs(literals, ".mjs", ["", "console.log(JSON.stringify(", "));\n"]);
  const [before = "", after] = await outputsOf(given, "mjs");
  expect(before.split("\n").length).toBe(RUNS);
  expect(after).toBe(before);
});

test("Python of any prefix and quoting prints the same after the move", async () => {
  const literals = fc.sample(pythonLiterals(), { numRuns: RUNS, seed: SEED });
  const given = programs(literals, ".py", ["import os\n", "print(ascii(", "))\n"]);
  const [before = "", after] = await outputsOf(given, "py");
  expect(before.trimEnd().split("\n").length).toBe(RUNS);
  expect(after).toBe(before);
});
