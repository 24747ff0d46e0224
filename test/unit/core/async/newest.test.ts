import { expect, test } from "vitest";
import { createNewest } from "../../../../src/core/async/newest.ts";

test("the work that was begun last is the newest, until another begins", () => {
  const begin = createNewest();
  const first = begin();
  expect(first()).toBe(true);
  const second = begin();
  expect([first(), second()]).toEqual([false, true]);
  expect([createNewest()()(), second()]).toEqual([true, true]);
});
