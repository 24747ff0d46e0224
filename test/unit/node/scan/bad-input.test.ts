// What lies about in real folders, and what somebody may have put there on purpose.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createDetector, type Detector } from "../../../../src/core/detection/detector.ts";
import type { ScanReport } from "../../../../src/node/scan/report.ts";
import { scanPaths } from "../../../../src/node/scan/scan-paths.ts";

const LINE = 'dbPassword = "Tr7!kqo-93x"\n';
const detector = createDetector();
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lockers-bad-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

/** The path of a name in Latin-1. */
function named(name: string): Buffer {
  return Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(name, "latin1")]);
}

interface Asked {
  readonly paths?: readonly string[];
  readonly detector?: Detector;
  readonly largest?: number;
  readonly signal?: AbortSignal;
  readonly onFile?: (count: number) => void;
}

function scan({ paths = ["."], ...more }: Asked = {}): ScanReport {
  return scanPaths(paths, { detector, cwd: folder, signal: new AbortController().signal, ...more });
}

const places = ({ findings }: ScanReport): readonly string[] =>
  findings.map(({ file, startLine, startColumn }) => `${file}:${startLine}:${startColumn}`);

/** A detector that does something on disk when it is given the first file. */
function meddling(work: () => void): Detector {
  let done = false;
  return {
    ...detector,
    scan(text, context) {
      if (!done) work();
      done = true;
      return detector.scan(text, context);
    },
  };
}

describe("encodings", () => {
  test.each([
    ["UTF-8 with a mark", Buffer.from(`\uFEFF${LINE}`), 1],
    ["UTF-16 with a lone surrogate", Buffer.from(`\uFEFFa\uD800b\n${LINE}`, "utf16le"), 2],
    ["UTF-16 of an odd length", Buffer.concat([Buffer.from(`\uFEFF${LINE}`, "utf16le"), Buffer.from([0x41])]), 1],
    ["Latin-1", Buffer.concat([Buffer.from("caf\u00e9\n", "latin1"), Buffer.from(LINE)]), 2],
    ["a NUL far behind", Buffer.concat([Buffer.from(LINE), Buffer.alloc(9000, 0x20), Buffer.from([0])]), 1],
    ["carriage returns", Buffer.from(`import os\r\n${LINE.replace("\n", "\r\n")}`), 2],
    ["a cut character at the end", Buffer.concat([Buffer.from(LINE), Buffer.from([0xe2, 0x82])]), 1],
  ])("%s: the place is the one that an editor shows", (_, content, line) => {
    write("a.txt", content);
    expect(places(scan())).toEqual([`a.txt:${line}:15`]);
  });

  test.each([
    ["NUL among the first bytes", Buffer.concat([Buffer.from([0, 0, 0, 7]), Buffer.from(LINE)])],
    ["all zeros", Buffer.alloc(100_000)],
    ["every byte", Buffer.from(Array.from({ length: 256 * 40 }, (__, at) => at % 256))],
  ])("%s: no text", (_, content) => {
    write("a.bin", content);
    expect(scan()).toMatchObject({ filesScanned: 0, findings: [], unread: [] });
  });
});

describe("sizes", () => {
  test("one line of 50 MB", { timeout: 120_000 }, () => {
    write("a.js", Buffer.concat([Buffer.alloc(50_000_000, "var a=1;"), Buffer.from(LINE)]));
    expect(scan()).toMatchObject({ skipped: ["a.js"], findings: [] });
    expect(places(scan({ largest: 60_000_000 }))).toEqual(["a.js:1:50000015"]);
  });

  test("100,000 findings in a file", { timeout: 120_000 }, () => {
    write("a.py", LINE.repeat(100_000));
    const { findings } = scan();
    expect(findings).toHaveLength(100_000);
    expect(findings.at(-1)).toMatchObject({ startLine: 100_000, startColumn: 15 });
    expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(100_000);
  });

  test("deep JSON and YAML, whole and half typed", () => {
    write("a.json", `${'{"a":'.repeat(100_000)}{"dbPassword": "Tr7!kqo-93x"}${"}".repeat(100_000)}`);
    write("b.json", `${"[".repeat(500_000)}\n`);
    write("c.yaml", `${"- ".repeat(100_000)}\n`);
    write("d.json", '{\n  "dbPassword": "Tr7!kqo-93x",\n  "other": "');
    write("e.yaml", "db:\n  password: Tr7!kqo-93x\n  user: 'x\n  key: [\n");
    const report = scan();
    expect(report).toMatchObject({ filesScanned: 5, unread: [] });
    expect(report.findings.map(({ file }) => file)).toEqual(expect.arrayContaining(["d.json", "e.yaml"]));
  });
});

describe("what is no file, or not any more", () => {
  test("links in circles and to nowhere", () => {
    write("src/a.py", LINE);
    symlinkSync("..", join(folder, "src", "up"));
    symlinkSync("self", join(folder, "self"));
    symlinkSync("absent", join(folder, "dead"));
    expect(scan()).toMatchObject({ filesScanned: 1, unread: [] });
    expect(scan({ paths: ["self", "dead"] }).unread).toEqual([
      { file: "self", reason: "ELOOP" },
      { file: "dead", reason: "ENOENT" },
    ]);
  });

  test("a file and a folder that vanish on the way are told, and the rest is scanned", () => {
    for (const path of ["a.py", "b.py", "c/d.py", "e.py"]) write(path, LINE);
    const vanish = meddling(() => {
      for (const path of ["b.py", "c"]) rmSync(join(folder, path), { recursive: true });
    });
    const report = scan({ detector: vanish });
    expect(places(report)).toEqual(["a.py:1:15", "e.py:1:15"]);
    expect(report.unread).toEqual([
      { file: "b.py", reason: "ENOENT" },
      { file: "c", reason: "ENOENT" },
    ]);
  });

  test("a folder or a pipe that takes a file's place is not waited for", () => {
    for (const path of ["a.py", "b.py", "c.py", "d.py"]) write(path, LINE);
    const swap = meddling(() => {
      for (const path of ["b.py", "c.py"]) rmSync(join(folder, path));
      mkdirSync(join(folder, "b.py"));
      execFileSync("mkfifo", [join(folder, "c.py")]);
    });
    const report = scan({ detector: swap });
    expect(places(report)).toEqual(["a.py:1:15", "d.py:1:15"]);
    expect(report.unread).toEqual([{ file: "b.py", reason: "EISDIR" }]);
  });

  test("a file that grows or shrinks meanwhile is read as it is then", () => {
    for (const path of ["a.py", "b.py", "c.py"]) write(path, LINE);
    const change = meddling(() => {
      write("b.py", "import os\n".repeat(20_000) + LINE);
      write("c.py", "");
    });
    expect(places(scan({ detector: change }))).toEqual(["a.py:1:15", "b.py:20001:15"]);
  });

  test.runIf(process.platform === "linux")("a file that says it is empty and is not", () => {
    expect(scan({ paths: ["/proc/version"] })).toMatchObject({ filesScanned: 1, unread: [] });
    expect(scan({ paths: ["/proc/version"] }).bytesScanned).toBeGreaterThan(10);
  });

  test("devices and pipes that are named are passed over", () => {
    execFileSync("mkfifo", [join(folder, "pipe")]);
    expect(scan({ paths: ["pipe", "/dev/null", "/dev/zero"] })).toMatchObject({ filesScanned: 0, unread: [] });
  });
});

test.runIf(process.platform === "linux")("names that are no UTF-8 are read, also where two look the same", () => {
  mkdirSync(named("d\u00e9"));
  for (const name of ["d\u00e9/a.py", "d\u00e9/\u00e9.py", "\u00e8.py", "\u00e9.py"]) writeFileSync(named(name), LINE);
  write("z.py", LINE);
  const report = scan();
  expect(report).toMatchObject({ filesScanned: 5, unread: [] });
  expect(places(report)).toEqual(
    ["d\u{FFFD}/a.py", "d\u{FFFD}/\u{FFFD}.py", "z.py", "\u{FFFD}.py", "\u{FFFD}.py"].map((file) => `${file}:1:15`),
  );
  expect(scan({ paths: ["d\u{FFFD}"] }).unread).toEqual([{ file: "d\u{FFFD}", reason: "ENOENT" }]);
});

test.each([
  ["bytes of every kind", Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * 7) % 256))],
  ["one long line", Buffer.alloc(1_000_000, "*/")],
  ["broken globs", Buffer.from("[\n[a-\n\\\n**/**/[\n!\n/\n{{{\n \t\n")],
  ["half a fingerprint", Buffer.from("0123456789abcdef\n0123456789ABCDEF0123456789ABCDEF\n")],
])("a .lockersignore of rubbish hides nothing: %s", (_, content) => {
  write("src/a.py", LINE);
  write(".lockersignore", content);
  expect(places(scan())).toEqual(["src/a.py:1:15"]);
});

test("a .lockersignore and a .gitignore that are links hide nothing", () => {
  write("a.py", LINE);
  write("list", "a.py\n");
  for (const name of [".lockersignore", ".gitignore"]) symlinkSync("list", join(folder, name));
  expect(places(scan())).toEqual(["a.py:1:15"]);
});

test("a .lockersignore and a .gitignore that are folders hide nothing", () => {
  write("src/a.py", LINE);
  for (const name of [".lockersignore", ".gitignore"]) mkdirSync(join(folder, name));
  expect(places(scan())).toEqual(["src/a.py:1:15"]);
});

test("can be cancelled before every file", () => {
  for (const path of ["a.py", "b/c.py", "d.py"]) write(path, LINE);
  for (const at of [1, 2, 3]) {
    const stop = new AbortController();
    const onFile = (count: number): void => {
      if (count === at) stop.abort();
    };
    expect(() => scan({ signal: stop.signal, onFile })).toThrow(/abort/i);
  }
});
