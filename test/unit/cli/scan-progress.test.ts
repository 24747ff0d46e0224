import { expect, test } from "vitest";
import { createProgress } from "../../../src/cli/scan-progress.ts";
import { fakeIo } from "../../support/fake-io.ts";

test("tells from time to time on a terminal, and leaves nothing behind", () => {
  const io = fakeIo({ terminal: true });
  let now = 0;
  const progress = createProgress(io, "files", () => now);
  progress.tell(1);
  now = 200;
  progress.tell(4120);
  progress.tell(4121);
  now = 400;
  progress.tell(9);
  progress.done();
  const [first = "", second = "", last = ""] = io.stderr().split("\r").slice(1);
  expect([first, second.trimEnd()]).toEqual(["Scanning… 4,120 files", "Scanning… 9 files"]);
  expect(last).toBe(" ".repeat(first.length));
});

test("says nothing to a program, and nothing of a quick scan", () => {
  const program = fakeIo();
  const quick = fakeIo({ terminal: true });
  for (const io of [program, quick]) {
    const progress = createProgress(io, "files", () => (io === program ? Date.now() : 0));
    progress.tell(5);
    progress.done();
    expect(io.stderr()).toBe("");
  }
});
