// A repository whose own configuration would start a program in every way that is known; each would leave a marker.
import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createDetector } from "../../../../src/core/detection/detector.ts";
import type { ScanReport } from "../../../../src/node/scan/report.ts";
import { scanHistory } from "../../../../src/node/scan/scan-history.ts";
import { scanSince } from "../../../../src/node/scan/scan-since.ts";
import { scanStaged } from "../../../../src/node/scan/scan-staged.ts";
import { gitRepository, type GitRepository } from "../../../support/git-repository.ts";

const LINE = 'dbPassword = "Tr7!kqo-93x"\n';
let repository: GitRepository;
let markers: string;
let program: string;

beforeEach(() => {
  repository = gitRepository();
  const root = join(repository.folder, "..");
  markers = join(root, "markers");
  program = join(root, "evil.sh");
  mkdirSync(markers);
  writeFileSync(program, `#!/bin/sh\ntouch '${markers}'/"$1"\ncat 2>/dev/null\nexit 0\n`);
  chmodSync(program, 0o755);
});
afterEach(() => {
  repository.remove();
});

const options = (cwd = repository.folder) => ({
  detector: createDetector(),
  cwd,
  paths: [],
  env: repository.env,
  signal: new AbortController().signal,
});

function marking(name: string): string {
  return `${program} ${name}`;
}

async function filesOf(scan: Promise<ScanReport>): Promise<readonly string[]> {
  return (await scan).findings.map(({ file }) => file).toSorted();
}

/** Every setting that names a program, each with a marker of its own. */
function arm(): void {
  const pipe = join(repository.folder, "..", "pipe");
  const settings: Readonly<Record<string, string>> = {
    "core.fsmonitor": marking("fsmonitor"),
    "core.pager": marking("pager"),
    "pager.log": marking("pager-log"),
    "pager.diff": marking("pager-diff"),
    "core.editor": marking("editor"),
    "core.askPass": marking("askpass"),
    "core.sshCommand": marking("ssh"),
    "core.gitProxy": marking("proxy"),
    "core.alternateRefsCommand": marking("alternate-refs"),
    "core.hooksPath": join(repository.folder, "hooks"),
    "credential.helper": `!${marking("credential")}`,
    "diff.external": marking("diff-external"),
    "diff.evil.command": marking("diff-command"),
    "diff.evil.textconv": marking("textconv"),
    "diff.submodule": "log",
    "diff.orderFile": "absent",
    "diff.noprefix": "true",
    "diff.mnemonicPrefix": "true",
    "diff.colorMoved": "zebra",
    "color.ui": "always",
    "color.diff": "always",
    "filter.evil.clean": marking("clean"),
    "filter.evil.smudge": marking("smudge"),
    "filter.evil.process": marking("process"),
    "filter.evil.required": "true",
    "gpg.program": marking("gpg"),
    "gpg.ssh.program": marking("gpg-ssh"),
    "log.showSignature": "true",
    "log.diffMerges": "on",
    "log.showRoot": "false",
    "i18n.logOutputEncoding": "UTF-16",
    "log.mailmap": "true",
    "mailmap.file": pipe,
    "log.date": "relative",
    "alias.log": `!${marking("alias-log")}`,
    "alias.rev-parse": `!${marking("alias-rev-parse")}`,
    "alias.cat-file": `!${marking("alias-cat-file")}`,
    "interactive.diffFilter": marking("diff-filter"),
    "merge.evil.driver": marking("merge"),
    "uploadpack.packObjectsHook": marking("pack-objects"),
    "remote.origin.url": `ext::${marking("remote")}`,
    "remote.origin.uploadpack": marking("uploadpack"),
    "remote.origin.promisor": "true",
    "protocol.ext.allow": "always",
    "extensions.partialClone": "origin",
    "trace2.normalTarget": join(markers, "trace"),
    "core.untrackedCache": "true",
  };
  execFileSync("mkfifo", [pipe]);
  repository.git("config", "core.repositoryFormatVersion", "1");
  for (const [name, value] of Object.entries(settings)) repository.git("config", name, value);
  for (const folder of [join(repository.folder, "hooks"), join(repository.folder, ".git", "hooks")]) {
    mkdirSync(folder, { recursive: true });
    for (const hook of [
      "post-index-change",
      "fsmonitor-watchman",
      "post-checkout",
      "pre-commit",
      "reference-transaction",
    ]) {
      writeFileSync(join(folder, hook), `#!/bin/sh\n${marking(`hook-${hook}`)}\n`);
      chmodSync(join(folder, hook), 0o755);
    }
  }
  repository.write(".git/info/attributes", "* filter=evil diff=evil merge=evil\n");
}

test.each(["filter.evil.clean", "filter.evil.process"])(
  "a repository's own configuration starts no program (without %s)",
  async (absent) => {
    const first = repository.commit({
      ".gitattributes": "* filter=evil diff=evil\n",
      "a.py": "import os\n",
      "b.py": LINE,
    });
    repository.git("checkout", "-q", "-b", "side");
    repository.commit({ "side.py": LINE });
    repository.git("checkout", "-q", "main");
    repository.commit({ "a.py": "import os\nimport sys\n" });
    repository.git("merge", "-q", "-m", "merge", "side");
    repository.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", `${repository.folder}/.git`, "module");
    repository.git("commit", "-q", "-m", "submodule");
    repository.write("staged.py", LINE);
    repository.git("add", "staged.py");
    repository.write("a.py", `import os\nimport re\n${LINE}`);
    // As if the index was written just now: git then does not trust what it knows of the files and would read them.
    const now = Date.now() / 1000 + 3600;
    for (const file of ["a.py", "b.py", "staged.py"]) utimesSync(join(repository.folder, file), now, now);
    arm();
    repository.git("config", "--unset", absent);
    expect(await filesOf(scanStaged(options()))).toEqual(["staged.py"]);
    expect(await filesOf(scanSince(first, options()))).toEqual(["a.py", "side.py", "staged.py"]);
    const history = await scanHistory([], options());
    expect(history.findings.map(({ file }) => file).toSorted()).toEqual(["b.py", "side.py"]);
    expect(history.findings.find(({ file }) => file === "b.py")?.commit?.id).toBe(first);
    expect(readdirSync(markers)).toEqual([]);
  },
);

test("the traps do spring where git is used without care", () => {
  repository.commit({ "a.py": "import os\n" });
  arm();
  for (const absent of ["diff.orderFile", "filter.evil.process", "diff.evil.command", "log.showRoot", "mailmap.file"])
    repository.git("config", "--unset", absent);
  repository.write("a.py", LINE);
  repository.git("diff", "--no-ext-diff");
  repository.git("log", "-p", "--ext-diff");
  expect(readdirSync(markers)).toEqual(expect.arrayContaining(["clean", "diff-external", "fsmonitor", "textconv"]));
});

test("a blob that a partial clone left out is not fetched", async () => {
  repository.commit({ "a.py": LINE });
  const hash = repository.git("rev-parse", "HEAD:a.py");
  repository.write("b.py", LINE + LINE);
  repository.git("add", "b.py");
  arm();
  rmSync(join(repository.folder, ".git", "objects", hash.slice(0, 2), hash.slice(2)));
  const [history, staged] = await Promise.allSettled([scanHistory([], options()), scanStaged(options())]);
  const unread = [{ file: ".git", reason: "git stopped in commit 1" }];
  expect(history).toMatchObject({ status: "fulfilled", value: { findings: [], unread } });
  expect(staged).toMatchObject({ status: "fulfilled", value: { findings: [{ file: "b.py" }, { file: "b.py" }] } });
  expect(readdirSync(markers)).toEqual([]);
});

test("a work tree elsewhere is not read", async () => {
  repository.commit({ "a.py": "import os\n" });
  const home = join(repository.folder, "..", "home");
  mkdirSync(home);
  writeFileSync(join(home, "a.py"), LINE);
  repository.git("config", "core.worktree", home);
  const here = options();
  for (const scan of [
    scanStaged,
    (given: typeof here) => scanSince("HEAD", given),
    (given: typeof here) => scanHistory([], given),
  ])
    await expect(scan(here)).rejects.toMatchObject({ problem: { code: "git", reason: "elsewhere" } });
});

test("a git in the repository itself is not the one that is run", async () => {
  repository.commit({ "a.py": LINE });
  for (const name of ["git", "git.exe"]) {
    repository.write(name, `#!/bin/sh\n${program} own-git\n`);
    chmodSync(join(repository.folder, name), 0o755);
  }
  const env = { ...repository.env, PATH: `.:${repository.env["PATH"] ?? ""}` };
  expect((await scanHistory([], { ...options(), env })).findings).toHaveLength(1);
  expect(existsSync(join(markers, "own-git"))).toBe(false);
});

test.runIf(process.geteuid?.() === 0)("a repository of somebody else is opened only where git trusts it", async () => {
  repository.commit({ "a.py": LINE });
  for (const path of [".", ".git"]) chownSync(join(repository.folder, path), 65_534, 65_534);
  await expect(scanHistory([], options())).rejects.toMatchObject({ problem: { code: "git", reason: "not-trusted" } });
  repository.git("config", "--global", "--add", "safe.directory", repository.folder);
  expect((await scanHistory([], options())).findings).toHaveLength(1);
});

test("variables that start programs or write elsewhere do not reach git", async () => {
  repository.commit({ "a.py": LINE });
  const evil = `${program} environment`;
  const env = {
    ...repository.env,
    GIT_EXTERNAL_DIFF: evil,
    GIT_PAGER: evil,
    GIT_SSH_COMMAND: evil,
    GIT_TRACE: join(markers, "trace"),
    GIT_DIFF_OPTS: "-u10",
    LANG: "de_DE.UTF-8",
  };
  expect((await scanHistory([], { ...options(), env })).findings).toHaveLength(1);
  expect(readdirSync(markers)).toEqual([]);
});
