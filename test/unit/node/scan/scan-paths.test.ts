import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createDetector } from "../../../../src/core/detection/detector.ts";
import type { ScanReport } from "../../../../src/node/scan/report.ts";
import { scanPaths } from "../../../../src/node/scan/scan-paths.ts";

const LINE = 'dbPassword = "Tr7!kqo-93x"\n';
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lockers-scan-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

function scan(...paths: string[]): ScanReport {
  return scanPaths(paths.length === 0 ? ["."] : paths, {
    detector: createDetector(),
    cwd: folder,
    signal: new AbortController().signal,
  });
}

const files = (report: ScanReport): readonly string[] => report.findings.map(({ file }) => file);

test("names files relative to the folder that was asked for, with lines and columns", () => {
  write("src/app.py", `import os\n${LINE}`);
  expect(scan("src").findings).toMatchObject([
    { file: "app.py", startLine: 2, startColumn: 15, endLine: 2, endColumn: 26 },
  ]);
  expect(scan("src/app.py", "src").findings[0]?.file).toBe("src/app.py");
});

test("a finding has one fingerprint, whichever folder is scanned", () => {
  write("src/app.py", LINE);
  mkdirSync(join(folder, ".git"));
  expect(scan("src").findings[0]?.fingerprint).toBe(scan().findings[0]?.fingerprint);
});

test("leaves out what Git ignores, but never .env and key files", () => {
  write(".gitignore", "build/\n*.local\n.env\n*.pem\n");
  for (const path of ["build/a.py", "b.local", ".env", "src/c.py", "node_modules/d/e.js"]) write(path, LINE);
  write("sub/.gitignore", "!b.local\n");
  write("sub/b.local", LINE);
  expect(files(scan())).toEqual([".env", "src/c.py", "sub/b.local"]);
  expect(files(scan("b.local"))).toEqual(["b.local"]);
});

test("reads UTF-16 with and without mark and Latin-1; leaves binary files out", () => {
  const utf16 = Buffer.from(LINE.repeat(3), "utf16le");
  write("a.txt", Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]));
  write("b.txt", utf16);
  write("c.txt", Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16).swap16()]));
  write("d.txt", Buffer.concat([Buffer.from([0xe9, 0x20]), Buffer.from(LINE)]));
  write("e.bin", Buffer.concat([Buffer.from([1, 0, 2, 0, 0, 7]), Buffer.from(LINE)]));
  const report = scan();
  expect(new Set(files(report))).toEqual(new Set(["a.txt", "b.txt", "c.txt", "d.txt"]));
  expect(report.findings.find(({ file }) => file === "a.txt")).toMatchObject({ startColumn: 15, startLine: 1 });
});

test("an empty file, a file over 5 MB, a link in a circle and a pipe do not stop it", () => {
  write("empty.py", "");
  write("large.py", LINE.repeat(200_000));
  write("src/app.py", LINE);
  symlinkSync("..", join(folder, "src/up"));
  execFileSync("mkfifo", [join(folder, "pipe")]);
  const report = scan();
  expect(files(report)).toEqual(["src/app.py"]);
  expect(report.skipped).toEqual(["large.py"]);
  expect(report.unread).toEqual([]);
});

test("tells what it could not read", () => {
  expect(scan("absent").unread).toEqual([{ file: "absent", reason: "ENOENT" }]);
});

/** The superuser may read everything: as one, the work is done with the rights of `nobody`. */
function asOrdinaryUser<T>(work: () => T): T {
  const superuser = process.geteuid?.() === 0;
  if (superuser) process.seteuid?.(65_534);
  try {
    return work();
  } finally {
    if (superuser) process.seteuid?.(0);
  }
}

test("a closed folder is told, the rest is scanned", () => {
  write("closed/app.py", LINE);
  write("open/app.py", LINE);
  chmodSync(folder, 0o755);
  chmodSync(join(folder, "closed"), 0);
  const report = asOrdinaryUser(() => scan());
  chmodSync(join(folder, "closed"), 0o700);
  expect(report.unread).toEqual([{ file: "closed", reason: "EACCES" }]);
  expect(files(report)).toEqual(["open/app.py"]);
});

test("leaves out what .lockersignore lists", () => {
  write("src/app.py", LINE);
  write("src/gen/app.py", LINE);
  const print = scan().findings[0]?.fingerprint ?? "";
  write(".lockersignore", `${print}  # reviewed\nsrc/gen/\n`);
  const report = scan();
  expect(report.findings).toEqual([]);
  expect(report.ignored).toBe(1);
  expect(scan("src").findings).toEqual([]);
});

test("stops when it is told to", () => {
  write("src/app.py", LINE);
  const signal = AbortSignal.abort();
  expect(() => scanPaths(["."], { detector: createDetector(), cwd: folder, signal })).toThrow(/abort/i);
});
