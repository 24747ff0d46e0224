import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { createDetector } from "../../../../src/core/detection/detector.ts";
import type { ScanReport } from "../../../../src/node/scan/report.ts";
import { scanHistory } from "../../../../src/node/scan/scan-history.ts";
import { scanPaths } from "../../../../src/node/scan/scan-paths.ts";
import { scanSince } from "../../../../src/node/scan/scan-since.ts";
import { scanStaged } from "../../../../src/node/scan/scan-staged.ts";
import { gitRepository, type GitRepository } from "../../../support/git-repository.ts";

const LINE = 'dbPassword = "Tr7!kqo-93x"\n';
const OTHER = 'mailPassword = "Zw4?bfu-18y"\n';
const CLEAN = "import os\n";
const BODY = Array.from({ length: 26 }, (_, at) => createHash("sha384").update(`${at}`).digest("base64")).join("\n");
const MANIFEST = `kind: Secret\nmetadata:\n  name: shop\n  labels:\n${"    a: b\n".repeat(12)}data:\n`;
const ENTRY = "  pin: Tm9ib2R5IGtub3dzIGl0\n";
/** What a file held first, and then. */
const IN_PIECES: readonly (readonly [string, string, string])[] = [
  [
    "a key",
    "-----BEGIN RSA PRIVATE KEY-----\n-----END RSA PRIVATE KEY-----\n",
    `-----BEGIN RSA PRIVATE KEY-----\n${BODY}\n-----END RSA PRIVATE KEY-----\n`,
  ],
  ["a manifest whose kind came last", MANIFEST.replace("kind: Secret\n", "") + ENTRY, MANIFEST + ENTRY],
  ["an entry of a manifest", MANIFEST, MANIFEST + ENTRY],
];
const detector = createDetector();
let repository: GitRepository;

beforeEach(() => {
  repository = gitRepository();
});
afterEach(() => {
  repository.remove();
});

function options(more: { readonly cwd?: string; readonly paths?: readonly string[]; readonly largest?: number } = {}) {
  const { env, folder } = repository;
  return { detector, cwd: folder, paths: [], env, signal: new AbortController().signal, ...more };
}

const places = ({ findings }: ScanReport): readonly string[] =>
  findings.map(({ file, startLine, commit }) => `${file}:${startLine}${commit === undefined ? "" : ` ${commit.id}`}`);

function prints({ findings }: ScanReport): readonly string[] {
  return findings.map(({ fingerprint }) => fingerprint);
}

describe("what is staged", () => {
  test("is read from the index, not from the work tree", async () => {
    repository.commit({ "a.py": CLEAN });
    repository.write("a.py", CLEAN + LINE);
    repository.git("add", "a.py");
    repository.write("a.py", CLEAN);
    repository.write("b.py", LINE);
    expect(places(await scanStaged(options()))).toEqual(["a.py:2"]);
  });

  test("counts only with the lines that the commit adds, also in a file that moves", async () => {
    repository.commit({ "old.py": `${CLEAN.repeat(20)}${LINE}`, "same.py": LINE });
    repository.git("mv", "old.py", "new.py");
    repository.write("new.py", `${CLEAN.repeat(20)}${LINE}${OTHER}`);
    repository.write("same.py", LINE + CLEAN);
    repository.git("add", "--all");
    const report = await scanStaged(options());
    expect(places(report)).toEqual(["new.py:22"]);
    expect(report.filesScanned).toBe(2);
  });

  test("is everything before the first commit", async () => {
    repository.write("a.py", LINE);
    repository.git("add", "a.py");
    expect(places(await scanStaged(options()))).toEqual(["a.py:1"]);
  });

  test("takes paths, and names files from where the person is", async () => {
    for (const path of ["src/a.py", "src/deep/b.py", "lib/c.py"]) repository.write(path, LINE);
    repository.git("add", "--all");
    const cwd = join(repository.folder, "src");
    expect(places(await scanStaged(options({ cwd })))).toEqual(["../lib/c.py:1", "a.py:1", "deep/b.py:1"]);
    expect(places(await scanStaged(options({ cwd, paths: ["deep"] })))).toEqual(["b.py:1"]);
    expect(places(await scanStaged(options({ paths: ["src"] })))).toEqual(["a.py:1", "deep/b.py:1"]);
  });

  test("is read from the index that git names to a hook, also for a folder", async () => {
    repository.commit({ "src/a.py": CLEAN });
    repository.write("src/a.py", LINE);
    repository.git("add", "--all");
    const env = { ...repository.env, GIT_DIR: ".git", GIT_INDEX_FILE: ".git/index", GIT_PREFIX: "src/" };
    expect(places(await scanStaged({ ...options({ paths: ["src"] }), env }))).toEqual(["a.py:1"]);
  });

  test("has the fingerprints of a scan of files, and .lockersignore holds", async () => {
    repository.write("src/a.py", LINE + OTHER);
    repository.git("add", "--all");
    const staged = await scanStaged(options());
    expect(prints(staged)).toEqual(prints(scanPaths(["."], options())));
    repository.write(".lockersignore", `${prints(staged)[0]}\n`);
    expect(places(await scanStaged(options()))).toEqual(["src/a.py:2"]);
  });

  test("skips what is too large, and links", async () => {
    repository.write("large.py", LINE.repeat(100));
    symlinkSync("dbPassword = Tr7!kqo-93x", join(repository.folder, "link"));
    repository.git("add", "--all");
    const report = await scanStaged(options({ largest: 1000 }));
    expect(report).toMatchObject({ findings: [], skipped: ["large.py"], unread: [] });
  });

  test("finds names with spaces, newlines, quotes and letters of every kind", async () => {
    const names = ["a b.py", "a\nb.py", 'a"b\\.py', "ä→\u{1F511}.py", "-x.py", "\u001B[31m.py"];
    for (const name of names) repository.write(name, LINE);
    repository.git("add", "--all");
    expect(places(await scanStaged(options())).toSorted()).toEqual(names.map((name) => `${name}:1`).toSorted());
  });
});

describe("what a branch adds", () => {
  test("is on new lines of files that git tracks, as they lie in the work tree", async () => {
    repository.commit({ "a.py": LINE, "b.py": CLEAN, "c.py": CLEAN });
    repository.write("a.py", CLEAN + LINE);
    repository.write("b.py", CLEAN + OTHER);
    repository.write("untracked.py", LINE);
    rmSync(join(repository.folder, "c.py"));
    const report = await scanSince("HEAD", options());
    expect(places(report)).toEqual(["b.py:2"]);
    expect(report.unread).toEqual([]);
  });

  test("is not what others did to the other branch meanwhile", async () => {
    repository.commit({ "a.py": LINE, "b.py": CLEAN });
    repository.git("checkout", "-q", "-b", "feature");
    repository.commit({ "b.py": CLEAN + OTHER });
    repository.git("checkout", "-q", "main");
    repository.commit({ "a.py": CLEAN });
    repository.git("checkout", "-q", "feature");
    expect(places(await scanSince("main", options()))).toEqual(["b.py:2"]);
  });

  test("follows a file that was renamed, and does not mind how lines end", async () => {
    repository.commit({ "old.py": `${CLEAN.repeat(20)}${LINE}`, "windows.py": LINE + CLEAN });
    repository.git("mv", "old.py", "new.py");
    repository.write("windows.py", (LINE + CLEAN).replaceAll("\n", "\r\n"));
    expect(places(await scanSince("HEAD", options()))).toEqual([]);
  });

  test("needs a commit that there is, and takes no option for one", async () => {
    repository.commit({ "a.py": CLEAN });
    for (const name of ["nowhere", "--output=x", "-x", ""])
      await expect(scanSince(name, options())).rejects.toMatchObject({ problem: { reason: "unknown-revision" } });
  });

  test("follows no link out of the repository", async () => {
    repository.commit({ "sub/a.py": CLEAN, "b.py": CLEAN });
    const outside = join(repository.folder, "..", "outside");
    mkdirSync(outside);
    writeFileSync(join(outside, "a.py"), LINE);
    for (const path of ["sub", "b.py"]) rmSync(join(repository.folder, path), { recursive: true });
    symlinkSync(outside, join(repository.folder, "sub"));
    symlinkSync(join(outside, "a.py"), join(repository.folder, "b.py"));
    expect(await scanSince("HEAD", options())).toMatchObject({ findings: [], unread: [] });
  });
});

describe("the history", () => {
  test("tells commit, date and place of every line that was added, also where it is gone", async () => {
    const first = repository.commit({ "a.py": CLEAN + LINE });
    const second = repository.commit({ "a.py": CLEAN + CLEAN + LINE, "sub/b.py": OTHER });
    repository.commit({ "a.py": CLEAN });
    const report = await scanHistory([], options());
    expect(places(report)).toEqual([`sub/b.py:1 ${second}`, `a.py:2 ${first}`]);
    expect(report.findings[0]?.commit?.authorDate).toBe("2026-03-04T05:06:07+01:00");
    expect(report.commits).toBe(3);
    expect(places(await scanHistory([`${first}..`], options()))).toEqual([`sub/b.py:1 ${second}`]);
    expect(places(await scanHistory([], options({ paths: ["sub"] })))).toEqual([`b.py:1 ${second}`]);
  });

  test("has places and fingerprints of the whole file, and what is left out by a comment above stays out", async () => {
    repository.commit({ "a.py": `${CLEAN.repeat(50)}# lockers:ignore-next-line\n${CLEAN}` });
    repository.commit({ "a.py": `${CLEAN.repeat(50)}# lockers:ignore-next-line\n${LINE}${OTHER}` });
    const [found, ...more] = (await scanHistory([], options())).findings;
    expect(more).toEqual([]);
    expect(found).toEqual({ ...scanPaths(["."], options()).findings[0], commit: found?.commit });
  });

  test.each(IN_PIECES)("finds %s that was added in pieces where the last one came", async (_, first, second) => {
    const filler = CLEAN.repeat(100);
    repository.commit({ "a.yaml": filler + first + filler });
    const last = repository.commit({ "a.yaml": filler + second + filler });
    const { findings } = scanPaths(["."], options());
    expect(findings.length).toBeGreaterThan(0);
    const report = await scanHistory(["HEAD^!"], options());
    expect(report.findings.map(({ commit, ...finding }) => [commit?.id, finding])).toEqual(
      findings.map((finding) => [last, finding]),
    );
  });

  test("tells what was known of an older line by no commit that changed what is beside it", async () => {
    const first = repository.commit({ "a.py": LINE });
    repository.commit({ "a.py": CLEAN + LINE + CLEAN });
    const third = repository.commit({ "a.py": CLEAN + LINE + LINE + CLEAN });
    expect(places(await scanHistory([], options()))).toEqual([`a.py:3 ${third}`, `a.py:1 ${first}`]);
  });

  test("goes through every branch, and tells of a merge only what it adds itself", async () => {
    repository.commit({ "a.py": CLEAN });
    repository.git("checkout", "-q", "-b", "feature");
    const feature = repository.commit({ "b.py": LINE });
    repository.git("checkout", "-q", "main");
    repository.commit({ "c.py": CLEAN });
    repository.git("merge", "-q", "--no-commit", "feature");
    const merge = repository.commit({ "b.py": LINE + OTHER });
    repository.git("checkout", "-q", "-b", "left", "HEAD~1");
    const found = places(await scanHistory([], options()));
    expect(found.toSorted()).toEqual([`b.py:1 ${feature}`, `b.py:2 ${merge}`]);
  });

  test("looks into UTF-16 and into files that attributes call binary; not into those that are", async () => {
    const utf16 = Buffer.from(`\uFEFF${CLEAN}${LINE}`, "utf16le");
    const commit = repository.commit({
      ".gitattributes": "*.env binary\n*.py -diff\n",
      "a.txt": utf16,
      "b.env": `DB_PASSWORD=Tr7!kqo-93x\n`,
      "c.py": LINE,
      "d.bin": Buffer.concat([Buffer.from([0, 1, 2, 3, 0, 7]), Buffer.from(LINE)]),
    });
    const second = repository.commit({ "c.py": LINE + OTHER });
    expect(places(await scanHistory([], options()))).toEqual([
      `c.py:2 ${second}`,
      ...["a.txt:2", "b.env:1", "c.py:1"].map((place) => `${place} ${commit}`),
    ]);
  });

  test("reads names and contents that look like a patch for what they are", async () => {
    const names = ["a b", "a\nb", 'q"\\', "ä", "diff --git a/x b/x", "d b/e"];
    const fake = `+++ b/x\n--- a/x\n@@ -1 +1 @@\ndiff --git a/x b/x\n\0${"0".repeat(40)}\0x\n`.replaceAll("\0", "");
    const commit = repository.commit(Object.fromEntries(names.map((name) => [name, fake + LINE])));
    repository.commit(Object.fromEntries(names.map((name) => [name, `${fake}++ b/x\n${LINE}`])));
    expect(places(await scanHistory([], options())).toSorted()).toEqual(
      names.map((name) => `${name}:6 ${commit}`).toSorted(),
    );
  });

  test("skips what is too large, refuses what is no revision, and is nothing where there is no commit", async () => {
    expect(await scanHistory([], options())).toMatchObject({ findings: [], commits: 0 });
    repository.commit({ "large.py": LINE.repeat(100) });
    expect(await scanHistory([], options({ largest: 1000 }))).toMatchObject({ findings: [], skipped: ["large.py"] });
    for (const name of ["nowhere..HEAD", "--all", "-p", "--output=x", "HEAD..-x"])
      await expect(scanHistory([name], options())).rejects.toMatchObject({ problem: { reason: "unknown-revision" } });
  });

  test("knows where it was cut off", async () => {
    repository.commit({ "a.py": LINE });
    repository.commit({ "a.py": LINE + OTHER });
    expect(await scanHistory([], options())).toMatchObject({ commits: 2, shallow: false });
    const clone = join(repository.folder, "..", "clone");
    repository.git("clone", "-q", "--depth", "1", `file://${repository.folder}`, clone);
    expect(await scanHistory([], options({ cwd: clone }))).toMatchObject({ commits: 1, shallow: true });
  });

  test("of a repository without a work tree is read as well", async () => {
    const commit = repository.commit({ "sub/a.py": LINE });
    const bare = join(repository.folder, "..", "bare.git");
    repository.git("clone", "-q", "--bare", repository.folder, bare);
    expect(places(await scanHistory([], options({ cwd: bare })))).toEqual([`sub/a.py:1 ${commit}`]);
  });

  test("waits for no pipe that lies in the place of a list of names", async () => {
    const commit = repository.commit({ "a.py": LINE });
    execFileSync("mkfifo", [join(repository.folder, ".mailmap")]);
    expect(places(await scanHistory([], options()))).toEqual([`a.py:1 ${commit}`]);
  });

  test("that is damaged further back is told, with what was found before", async () => {
    repository.commit({ "a.py": LINE });
    const hash = repository.git("rev-parse", "HEAD:a.py");
    const second = repository.commit({ "b.py": OTHER });
    rmSync(join(repository.folder, ".git", "objects", hash.slice(0, 2), hash.slice(2)));
    const report = await scanHistory([], options());
    expect(places(report)).toEqual([`b.py:1 ${second}`]);
    expect(report.unread).toEqual([{ file: ".git", reason: "git stopped in commit 2" }]);
  });

  test("can be cancelled on its way", async () => {
    for (let at = 0; at < 5; at++) repository.commit({ [`${at}.py`]: LINE });
    const stop = new AbortController();
    const scan = scanHistory([], { ...options(), signal: stop.signal, onProgress: () => stop.abort() });
    await expect(scan).rejects.toMatchObject({ problem: { code: "cancelled" } });
  });
});

test("without a repository, git says so", async () => {
  const cwd = join(repository.folder, "..");
  await expect(scanStaged(options({ cwd }))).rejects.toMatchObject({ problem: { reason: "no-repository" } });
});

test("a repository without a work tree has nothing staged or changed, and says so", async () => {
  repository.commit({ "a.py": LINE });
  const cwd = join(repository.folder, "..", "bare.git");
  repository.git("clone", "-q", "--bare", repository.folder, cwd);
  const bare = { problem: { code: "git", reason: "bare" } };
  await expect(scanStaged(options({ cwd }))).rejects.toMatchObject(bare);
  await expect(scanSince("HEAD", options({ cwd }))).rejects.toMatchObject(bare);
});

test("a path that is not in the repository of the first one is told, and the rest is scanned", async () => {
  repository.commit({ "a.py": LINE });
  const other = gitRepository();
  onTestFinished(() => other.remove());
  other.commit({ "b.py": OTHER });
  const report = await scanHistory([], options({ paths: ["a.py", other.folder] }));
  expect(report.findings).toHaveLength(1);
  expect(report.unread).toMatchObject([{ reason: "in another repository, or in none" }]);
  expect(report.unread[0]?.file).toContain(basename(dirname(other.folder)));
  expect((await scanHistory([], options({ paths: [other.folder, "."] }))).unread).toMatchObject([{ file: "." }]);
});
