import { expect, test } from "vitest";
import { createNewest, takeNewest } from "../../../../src/core/async/newest.ts";

test("the work that was begun last is the newest, until another begins", () => {
  const begin = createNewest();
  const first = begin();
  expect(first()).toBe(true);
  const second = begin();
  expect([first(), second()]).toEqual([false, true]);
  expect([createNewest()()(), second()]).toEqual([true, true]);
});

test("what was read first and comes last is not taken", async () => {
  const waiting: ((text: string) => void)[] = [];
  const taken: string[] = [];
  const read = takeNewest(
    async () => new Promise<string>((resolve) => waiting.push(resolve)),
    (text) => taken.push(text),
  );
  const both = Promise.all([read(), read()]);
  waiting[1]?.("now");
  waiting[0]?.("before");
  await both;
  expect(taken).toEqual(["now"]);
});
