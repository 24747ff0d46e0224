import { array, assert, constantFrom, property } from "fast-check";
import { expect, test } from "vitest";
import { createDetector } from "../../src/core/detection/detector.ts";
import { applied, longText, pieces, randomEdit, type RandomEdit } from "../support/edited-texts.ts";

const detector = createDetector();
/** Where values have quotes, and where they need none. */
const PATHS = ["src/app.ts", "deploy/values.yaml"];
const STEPS = 50;

function holds(path: string, text: string, steps: readonly (readonly RandomEdit[])[]): number {
  const context = { path };
  let now = text;
  const open = detector.open(now, context);
  for (const step of steps) {
    const after = applied(now, step);
    now = after.text;
    expect(open.edit(now, after.changes)).toEqual(detector.scan(now, context));
  }
  return steps.length;
}

const steps = array(array(randomEdit, { minLength: 1, maxLength: 3 }), { minLength: STEPS, maxLength: STEPS });

test.each([
  ["98,000 edits of texts longer than most rules look", 7000, 1960],
  ["2,500 edits of texts longer than any rule looks", 60_000, 50],
])(
  "%s: after each the findings are those of a full scan",
  (_, length, runs) => {
    let edits = 0;
    assert(
      property(constantFrom(...PATHS), pieces, steps, (path, parts, some) => {
        edits += holds(path, longText(parts, length), some);
      }),
      { numRuns: runs },
    );
    expect(edits).toBeGreaterThanOrEqual(runs * STEPS);
  },
  300_000,
);
