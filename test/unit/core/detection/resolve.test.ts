import { expect, test } from "vitest";
import { findingsFrom, type Candidate } from "../../../../src/core/detection/resolve.ts";

test("thousands of candidates that overlap one another are told apart in steps that grow as they do", () => {
  let reads = 0;
  const counted = (start: number): Candidate => ({
    get start() {
      reads++;
      return start;
    },
    end: start + 4,
    rule: "r",
    severity: "certain",
    assignedTo: undefined,
    variable: "V",
    specific: true,
  });
  const candidates = Array.from({ length: 4000 }, (_, start) => counted(start));
  const text = "x\n".repeat(2002);
  expect(findingsFrom(text, { path: "a.js" }, candidates).length).toBe(1000);
  expect(reads).toBeLessThan(4000 * 100);
});
