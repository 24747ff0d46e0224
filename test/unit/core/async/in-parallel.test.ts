import { expect, test } from "vitest";
import { inParallel } from "../../../../src/core/async/in-parallel.ts";

test("no more than so many at a time, all of them, in order", async () => {
  const begun: number[] = [];
  let running = 0;
  let most = 0;
  await inParallel([1, 2, 3, 4, 5], 2, async (item) => {
    begun.push(item);
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
  });
  expect(begun).toEqual([1, 2, 3, 4, 5]);
  expect(most).toBe(2);
});

test("after the first failure nothing new is begun, and that failure is thrown", async () => {
  const begun: number[] = [];
  const work = inParallel([1, 2, 3, 4], 1, async (item) => {
    begun.push(item);
    if (item === 2) throw new Error("two");
    await Promise.resolve();
  });
  await expect(work).rejects.toThrow("two");
  expect(begun).toEqual([1, 2]);
});

test("an abort stops what was not begun, without a failure", async () => {
  const stop = new AbortController();
  const begun: number[] = [];
  await inParallel(
    [1, 2, 3],
    1,
    async (item) => {
      begun.push(item);
      stop.abort();
      await Promise.resolve();
    },
    stop.signal,
  );
  expect(begun).toEqual([1]);
});
