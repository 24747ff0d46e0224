import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createFileLock } from "../../../../src/node/locks/file-lock.ts";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "lockers-lock-"));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

test("two locks on one directory let one task run at a time, and leave nothing behind", async () => {
  const told: string[] = [];
  const task = (name: string) => async () => {
    told.push(`${name} begins`);
    await readdir(directory);
    told.push(`${name} ends`);
  };
  await Promise.all([createFileLock(directory).run("egi", task("a")), createFileLock(directory).run("egi", task("b"))]);
  expect(told[1]?.split(" ")[0]).toBe(told[0]?.split(" ")[0]);
  expect(told).toHaveLength(4);
  expect(await readdir(directory)).toEqual([]);
});

test("a task that fails gives the lock back", async () => {
  const lock = createFileLock(directory);
  await expect(lock.run("egi", () => Promise.reject(new Error("x")))).rejects.toThrow("x");
  expect(await lock.run("egi", async () => "went on")).toBe("went on");
});

test("the lock of a process that died is taken over", async () => {
  const file = join(directory, "egi.lock");
  await writeFile(file, "");
  const old = new Date(Date.now() - 60_000);
  await utimes(file, old, old);
  expect(await createFileLock(directory).run("egi", async () => "mine")).toBe("mine");
});
