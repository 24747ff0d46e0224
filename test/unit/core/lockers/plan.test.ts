import { expect, test } from "vitest";
import { effectiveTtl, planUses, requireTtl } from "../../../../src/core/lockers/plan.ts";

test.each([
  [
    { paths: 1, reads: 1 },
    { puts: 1, reads: 1, spare: 0, planned: 2, granted: 2 },
  ],
  [
    { paths: 2, reads: 3 },
    { puts: 2, reads: 6, spare: 0, planned: 8, granted: 8 },
  ],
  [
    { paths: 1, reads: 1, spare: 3 },
    { puts: 1, reads: 1, spare: 3, planned: 2, granted: 5 },
  ],
])("%j costs %j", (order, plan) => {
  expect(planUses(order)).toEqual(plan);
});

test.each([
  { paths: 0, reads: 1 },
  { paths: 1, reads: 0 },
  { paths: 1, reads: 1.5 },
  { paths: 1, reads: 1, spare: -1 },
])("%j is no plan", (order) => {
  expect(() => planUses(order)).toThrow("bad-input");
});

test("a locker lives no longer than what it hangs on", () => {
  expect(effectiveTtl(3600, 0)).toBe(3600);
  expect(effectiveTtl(3600, 600)).toBe(600);
  expect(effectiveTtl(600, 3600)).toBe(600);
});

test("a life is a whole number of seconds up to 768 hours", () => {
  expect(() => requireTtl(768 * 3600)).not.toThrow();
  for (const bad of [0, -1, 1.5, 768 * 3600 + 1, Number.NaN]) expect(() => requireTtl(bad)).toThrow("bad-input");
});
