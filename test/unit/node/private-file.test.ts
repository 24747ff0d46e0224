import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { writePrivateFile } from "../../../src/node/private-file.ts";

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), "lockers-private-"));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
}

test("a file that others could read is its owner's alone once it is written over", async () => {
  const at = folder();
  const file = join(at, "recovery-key.txt");
  writeFileSync(file, "old and longer text\n");
  chmodSync(file, 0o644);
  await writePrivateFile(file, "new\n");
  expect(readFileSync(file, "utf8")).toBe("new\n");
  expect(readdirSync(at)).toEqual(["recovery-key.txt"]);
  // Windows keeps no such mode
  expect(statSync(file).mode & 0o077).toBe(process.platform === "win32" ? 0o066 : 0);
});

test("where it cannot be written, nothing is left behind", async () => {
  const at = folder();
  mkdirSync(join(at, "taken"));
  await expect(writePrivateFile(join(at, "taken"), "new\n")).rejects.toThrow(/taken/);
  expect(readdirSync(at)).toEqual(["taken"]);
});
