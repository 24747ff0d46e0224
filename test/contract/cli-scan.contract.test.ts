// `lockers scan` as the built program: what scripts, hooks and CI rely on.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { delimiter, join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { buildCli, cliHost, type CliHost } from "../support/cli-process.ts";
import { filesGivingAway, givesAway, marker } from "../support/canary.ts";
import { gitRepository, type GitRepository } from "../support/git-repository.ts";
import { sarifProblems } from "../support/sarif-schema.ts";
import { waitUntil } from "../support/wait-until.ts";

const REPOSITORY = join(import.meta.dirname, "..", "..");
const SECRET = marker("k7Xw2Qp9");
const LINE = `dbPassword = ${JSON.stringify(SECRET)}\n`;
const CLEAN = "import os\n";
let host: CliHost;
let repository: GitRepository;

beforeAll(() => {
  buildCli();
  host = cliHost();
});
afterAll(() => host.close());
beforeEach(() => {
  repository = gitRepository();
});
afterEach(() => {
  repository.remove();
});

/** The program in the repository; nothing it says ever holds the secret. */
async function scan(args: readonly string[], options: { readonly stdin?: string; readonly cwd?: string } = {}) {
  const ran = await host.lockers(["scan", ...args], { cwd: repository.folder, env: repository.env, ...options });
  expect(givesAway(ran.bytes, SECRET) || givesAway(ran.err, SECRET)).toBe(false);
  return ran;
}

describe("what scripts rely on", () => {
  test("one JSON document, and 1, 0, 74 and 64 as the exit status", async () => {
    repository.write("src/app.py", CLEAN + LINE);
    const { status, out, err } = await scan(["src", "--format", "json"]);
    expect({ status, err }).toEqual({ status: 1, err: "" });
    const document: unknown = JSON.parse(out);
    expect(document).toEqual({
      version: 1,
      filesScanned: 1,
      bytesScanned: (CLEAN + LINE).length,
      elapsedMs: expect.any(Number),
      findings: [
        {
          file: "app.py",
          rule: "generic-password",
          severity: "likely",
          startLine: 2,
          startColumn: 15,
          endLine: 2,
          endColumn: 15 + SECRET.length,
          start: CLEAN.length + 14,
          end: CLEAN.length + 14 + SECRET.length,
          fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
        },
      ],
    });
    repository.write("src/app.py", CLEAN);
    expect(await scan(["src"])).toMatchObject({ status: 0, out: "" });
    expect((await scan(["absent"])).status).toBe(74);
    for (const wrong of [
      ["--staged", "--history"],
      ["--diff", "--staged"],
      ["--diff=-x"],
      ["--max-size", "0"],
      ["--max-size", "501"],
      ["--stdin", "src"],
      ["--stdin-filename", "a.py"],
      ["--stdin", "--stdin-filename="],
      ["--format", "xml"],
      ["--min-severity", "high"],
      ["--baseline="],
      ["--history", "--", "-x"],
    ])
      expect([wrong, (await scan(wrong)).status]).toEqual([wrong, 64]);
  });

  test("standard input, judged as the file it is of", async () => {
    const one = await scan(["--stdin", "--stdin-filename", "src/app.py", "--format", "json"], { stdin: LINE });
    repository.write("src/app.py", LINE);
    const other = await scan(["src/app.py", "--format", "json"]);
    expect(JSON.parse(one.out).findings).toEqual(JSON.parse(other.out).findings);
    expect(await scan(["--stdin"], { stdin: LINE })).toMatchObject({
      status: 1,
      out: expect.stringContaining("stdin:1:15"),
    });
    expect(await scan(["--stdin"], { stdin: "" })).toMatchObject({ status: 0 });
  });

  test("patterns that no shell has expanded", async () => {
    for (const path of ["src/a.py", "src/deep/b.py", "src/deep/c.js", "lib/d.py", "odd[1].py"])
      repository.write(path, LINE);
    const files = async (...args: readonly string[]): Promise<readonly string[]> =>
      JSON.parse((await scan([...args, "--format", "json"])).out).findings.map(({ file }: { file: string }) => file);
    expect(await files("src/**/*.py")).toEqual(["src/a.py", "src/deep/b.py"]);
    expect(await files("{src,lib}/*.py", "src/a.py")).toEqual(["src/a.py", "lib/d.py"]);
    expect(await files("src/d*")).toEqual(["src/deep/b.py", "src/deep/c.js"]);
    expect(await files("odd[1].py")).toEqual(["odd[1].py"]);
    const none = await scan(["*.rs"]);
    expect(none).toMatchObject({ status: 74, err: expect.stringContaining("*.rs could not be read (no such file)") });
  });

  test("a baseline keeps away what is known, and holds no value", async () => {
    repository.write("a.py", LINE);
    expect(await scan(["--write-baseline", "known.json"])).toMatchObject({ status: 0, out: "" });
    expect(filesGivingAway([repository.folder], SECRET)).toEqual([join(repository.folder, "a.py")]);
    repository.write("a.py", `${CLEAN}${LINE}mailPassword = "Zw4?bfu-18y"\n`);
    const { status, out, err } = await scan(["--baseline", "known.json"]);
    expect({ status, out }).toEqual({
      status: 1,
      out: 'a.py:3:17  likely  password in "mailPassword"  MAIL_PASSWORD\n',
    });
    expect(err).toContain("1 is in the baseline.");
    repository.write("bad.json", "{");
    expect((await scan(["--baseline", "bad.json"])).status).toBe(65);
    repository.write("bad.json", '{"version":2,"findings":[]}');
    expect((await scan(["--baseline", "bad.json"])).status).toBe(65);
    expect((await scan(["--baseline", "absent.json"])).status).toBe(74);
    expect((await scan(["--write-baseline", "no/such/folder.json"])).status).toBe(74);
  });

  test("files over 5 MB are named, and looked at where that is asked for", async () => {
    repository.write("large.py", CLEAN.repeat(600_000) + LINE);
    const { status, err } = await scan([]);
    expect(status).toBe(0);
    expect(err).toContain("1 file over 5 MB skipped (--max-size MB): large.py.");
    expect((await scan(["--max-size", "10"])).status).toBe(1);
    expect(await scan(["--max-size", "10", "--quiet"])).toMatchObject({ err: "" });
  });

  test("the history tells commit, date and file", async () => {
    const commit = repository.commit({ "sub/a.py": LINE });
    repository.commit({ "sub/a.py": CLEAN });
    const { status, out } = await scan(["--history", "--format", "json"]);
    expect(status).toBe(1);
    expect(JSON.parse(out).findings).toMatchObject([
      { file: "sub/a.py", startLine: 1, commit, authorDate: "2026-03-04T05:06:07+01:00" },
    ]);
    const text = await scan(["--history", "HEAD~1", "sub"]);
    expect(text.out).toMatch(new RegExp(`^a\\.py:1:15 {2}likely .* ${commit.slice(0, 12)} 2026-03-04\n$`));
    expect(await scan(["--history", "HEAD~1..HEAD"])).toMatchObject({ status: 0 });
    expect((await scan(["--history", "nowhere"])).status).toBe(66);
    expect((await scan(["--diff", "nowhere"])).status).toBe(66);
    expect((await scan(["--staged"], { cwd: join(repository.folder, "..") })).status).toBe(66);
  });
});

test.each([
  ["--s", ["--staged", "--stdin", "--stdin-filename", "--server"]],
  ["--min-severity l", ["likely"]],
  ["--format s", ["sarif"]],
  ["--diff", ["--diff"]],
])("Tab behind lockers scan %s", async (typed, words) => {
  const { out } = await host.lockers(["completion", "bash", `lockers scan ${typed}`]);
  expect(out).toBe(["words", ...words, ""].join("\n"));
});

describe("SARIF", () => {
  test("is valid, names files by their place in the repository, and holds no text of them", async () => {
    const names = ["a b.py", "ä/ü%20.py", "new\nline.py", "a:b.py", "#x?.py"];
    for (const name of names) repository.write(`src/${name}`, LINE);
    repository.write("src/ignored.py", `${LINE.trimEnd()} # lockers:ignore\n`);
    repository.write("src/large.py", CLEAN.repeat(600_000));
    const { status, out } = await scan(["src", "gone.py", "--format", "sarif"]);
    expect(status).toBe(74);
    const log: unknown = JSON.parse(out);
    expect(sarifProblems(log)).toEqual([]);
    expect(out).not.toContain("snippet");
    expect(log).toMatchObject({
      version: "2.1.0",
      runs: [
        {
          columnKind: "utf16CodeUnits",
          invocations: [
            { executionSuccessful: false, toolExecutionNotifications: [{ level: "error" }, { level: "note" }] },
          ],
          tool: {
            driver: { name: "Lockers", rules: [{ id: "generic-password", help: { text: expect.any(String) } }] },
          },
        },
      ],
    });
    const { results } = JSON.parse(out).runs[0];
    const uris = results.map(
      (result: { locations: { physicalLocation: { artifactLocation: object } }[] }) =>
        result.locations[0]?.physicalLocation.artifactLocation,
    );
    expect(uris.map(({ uri }: { uri: string }) => decodeURIComponent(uri)).toSorted()).toEqual(
      names.map((name) => `src/${name}`).toSorted(),
    );
    expect(uris).toContainEqual({ uri: "src/%C3%A4/%C3%BC%2520.py", uriBaseId: "%SRCROOT%" });
    expect(uris).toContainEqual({ uri: "src/new%0Aline.py", uriBaseId: "%SRCROOT%" });
    expect(results[0]).toMatchObject({
      ruleId: "generic-password",
      ruleIndex: 0,
      level: "warning",
      partialFingerprints: { "lockersFingerprint/v1": expect.stringMatching(/^[0-9a-f]{32}$/) },
    });
  });

  test("is valid for a history, for files elsewhere and for nothing", async () => {
    const commit = repository.commit({ "a.py": LINE });
    const history = JSON.parse((await scan(["--history", "--format", "sarif"])).out);
    expect(sarifProblems(history)).toEqual([]);
    expect(sarifProblems({ ...history, runs: [{ results: [] }] })).not.toEqual([]);
    expect(history.runs[0].results).toMatchObject([{ properties: { commit } }]);
    const elsewhere = JSON.parse((await scan(["../work/a.py", "--format", "sarif"], { cwd: host.folder })).out);
    expect(sarifProblems(elsewhere)).toEqual([]);
    repository.commit({ "a.py": CLEAN });
    const nothing = JSON.parse((await scan(["--format", "sarif"])).out);
    expect(sarifProblems(nothing)).toEqual([]);
    expect(nothing.runs[0].results).toEqual([]);
  });
});

/** The hook that the README gives, with `lockers` on the path as it is installed. */
function installHook(): NodeJS.ProcessEnv {
  const bin = join(repository.folder, "..", "bin");
  mkdirSync(bin);
  writeFileSync(
    join(bin, "lockers"),
    `#!/bin/sh\nexec '${process.execPath}' '${join(REPOSITORY, "dist", "cli.mjs")}' "$@"\n`,
  );
  chmodSync(join(bin, "lockers"), 0o755);
  const readme = readFileSync(join(REPOSITORY, "README.md"), "utf8");
  const [, hook = ""] = /```\n(#!\/bin\/sh\n[^`]*lockers scan --staged[^`]*)```/.exec(readme) ?? [];
  expect(hook).not.toBe("");
  repository.write(".git/hooks/pre-commit", hook);
  chmodSync(join(repository.folder, ".git", "hooks", "pre-commit"), 0o755);
  return { ...repository.env, PATH: `${bin}${delimiter}${repository.env["PATH"] ?? ""}` };
}

test("the pre-commit hook refuses a commit with a secret and lets a clean one pass", () => {
  repository.commit({ "a.py": CLEAN, "old.py": LINE });
  const env = installHook();
  const commit = (...args: readonly string[]) =>
    spawnSync("git", ["commit", "-q", "-m", "change", ...args], { cwd: repository.folder, env, encoding: "utf8" });
  const head = repository.git("rev-parse", "HEAD");
  repository.write("a.py", CLEAN + LINE);
  repository.git("add", "a.py");
  const refused = commit();
  expect(refused.status).not.toBe(0);
  expect(refused.stdout + refused.stderr).toContain("a.py:2:15");
  expect(givesAway(refused.stdout + refused.stderr, SECRET)).toBe(false);
  expect(repository.git("rev-parse", "HEAD")).toBe(head);
  expect(commit("a.py").status).not.toBe(0);

  repository.write("b.py", CLEAN);
  repository.git("add", "b.py");
  expect(commit("b.py").status).toBe(0); // of what is staged, only this file
  expect(repository.git("show", "--name-only", "--format=")).toBe("b.py");

  repository.git("reset", "-q", "a.py"); // the secret stays in the work tree
  repository.write("old.py", LINE + CLEAN);
  repository.git("add", "old.py");
  expect(commit().status).toBe(0);
});

/**
 * A scan of the repository's files that gets Ctrl-C when it has read so many bytes. It sends it to itself: whoever looks
 * from outside how far it is may look when it is done.
 */
async function interrupted(bytes: number): Promise<{ readonly status: unknown; readonly out: string }> {
  const code = `import fs from "node:fs";
    import { syncBuiltinESMExports } from "node:module";
    const { readSync } = fs;
    let left = ${bytes};
    fs.readSync = (...args) => {
      const count = readSync(...args);
      if (left > 0 && left <= count) process.kill(process.pid, "SIGINT");
      left -= count;
      return count;
    };
    syncBuiltinESMExports();`;
  const env = { ...repository.env, NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(code)}` };
  return host.lockers(["scan"], { cwd: repository.folder, env });
}

describe("Ctrl-C", () => {
  test("ends a scan of the history, and git with it, with 130", async () => {
    repository.commit({ "a.py": LINE });
    const bin = join(repository.folder, "..", "slow");
    const pid = join(bin, "pid");
    mkdirSync(bin);
    const real = execFileSync("sh", ["-c", "command -v git"], { encoding: "utf8" }).trim();
    writeFileSync(
      join(bin, "git"),
      `#!/bin/sh\ncase " $* " in *" log "*) echo $$ > '${pid}.new'; mv '${pid}.new' '${pid}'; exec sleep 60;; esac\nexec ${real} "$@"\n`,
    );
    chmodSync(join(bin, "git"), 0o755);
    const env = { ...repository.env, PATH: `${bin}${delimiter}${repository.env["PATH"] ?? ""}` };
    const child = host.start(["scan", "--history"], { cwd: repository.folder, env });
    const closed = once(child, "close");
    await waitUntil("git log runs", () => Promise.resolve(existsSync(pid)));
    child.kill("SIGINT");
    expect((await closed)[0]).toBe(130);
    const git = Number(readFileSync(pid, "utf8"));
    expect(() => process.kill(git, 0)).toThrow("ESRCH");
  });

  test("ends the waiting for standard input with 130", async () => {
    const child = spawn(process.execPath, [join(REPOSITORY, "dist", "cli.mjs"), "scan", "--stdin"], { stdio: "pipe" });
    const closed = once(child, "close");
    // More than fits into a pipe: when it is gone, the program reads.
    await new Promise((resolve) => child.stdin.write(CLEAN.repeat(100_000), resolve));
    child.kill("SIGINT");
    expect((await closed)[0]).toBe(130);
  });

  test("reaches the newer Node that an old one hands over to", async () => {
    const old = "Object.defineProperty(process.versions, 'node', { value: '20.19.0' })";
    const args = ["--import", `data:text/javascript,${old}`, join(REPOSITORY, "dist", "cli.mjs"), "scan", "--stdin"];
    const child = spawn(process.execPath, args, { stdio: "pipe" });
    const closed = once(child, "close");
    await new Promise((resolve) => child.stdin.write(CLEAN.repeat(100_000), resolve));
    child.kill("SIGINT");
    expect((await closed)[0]).toBe(130);
  });

  test("ends a scan of files with 130", async () => {
    const content = "total = total + 1\n".repeat(200_000);
    for (let at = 0; at < 60; at++) repository.write(`${at}.py`, content);
    expect(await interrupted(10_000_000)).toMatchObject({ status: 130, out: "" });
  });

  test("counts also in the last file", async () => {
    repository.write("a.py", LINE.repeat(60_000));
    expect(await interrupted(LINE.length * 60_000)).toMatchObject({ status: 130, out: "" });
  });
});
