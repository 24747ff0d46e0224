// `lockers scan` as the built program where something around it is not as it should be.
import { spawnSync } from "node:child_process";
import { chmodSync, lstatSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { givesAway, marker } from "../support/canary.ts";
import { buildCli, cliHost, type CliHost } from "../support/cli-process.ts";
import { gitRepository, type GitRepository } from "../support/git-repository.ts";
import { sarifProblems } from "../support/sarif-schema.ts";

const PROGRAM = join(import.meta.dirname, "..", "..", "dist", "cli.mjs");
const SECRET = marker("k7Xw2Qp9");
const LINE = `dbPassword = ${JSON.stringify(SECRET)}\n`;
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
async function scan(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const ran = await host.lockers(["scan", ...args], {
    cwd: repository.folder,
    env: { ...repository.env, ...env },
  });
  expect(givesAway(ran.bytes, SECRET) || givesAway(ran.err, SECRET)).toBe(false);
  return ran;
}

/** What a shell says of `lockers scan ARGUMENTS`, which it puts together with something else. */
function shell(command: string) {
  const script = command.replaceAll("lockers", `'${process.execPath}' '${PROGRAM}'`);
  return spawnSync("sh", ["-c", script], { cwd: repository.folder, env: repository.env, encoding: "utf8" });
}

function placeAt(region: object) {
  return { physicalLocation: { artifactLocation: { uri: "a.env" }, region } };
}

describe("an id beside its secret", () => {
  const ID = "AKIAQ3EGRIBHZW2K7TNP";
  const KEY = "q7Yd2mVx0pLr9TsKfW4hZb6NcJ8aGuE1oXiR3tQv";
  const id = { startLine: 2, startColumn: 19, endLine: 2, endColumn: 39 };
  const secret = { startLine: 3, startColumn: 23, endLine: 3, endColumn: 63 };

  test("is told in every format, and no other finding", async () => {
    repository.write("a.env", `A=1\nAWS_ACCESS_KEY_ID=${ID}\nAWS_SECRET_ACCESS_KEY=${KEY}\n`);
    const json = await scan(["a.env", "--format", "json"]);
    expect(JSON.parse(json.out).findings).toEqual([
      expect.objectContaining({ ...secret, related: { ...id, start: 22, end: 42 } }),
    ]);
    const sarif: unknown = JSON.parse((await scan(["a.env", "--format", "sarif"])).out);
    expect(sarifProblems(sarif)).toEqual([]);
    expect(sarif).toMatchObject({
      runs: [
        {
          results: [
            {
              locations: [placeAt(secret)],
              relatedLocations: [{ ...placeAt(id), message: { text: "The ID that belongs to it." } }],
            },
          ],
        },
      ],
    });
    expect((await scan(["a.env"])).out).toMatch(
      /^a\.env:3:23 {2}likely {2}.* \(its ID: line 2\) {2}AWS_SECRET_ACCESS_KEY\n$/,
    );
  });

  test("is told where it stands behind the secret as well", async () => {
    repository.write("a.env", `AWS_SECRET_ACCESS_KEY=${KEY}\nAWS_ACCESS_KEY_ID=${ID}\nMAIL_PASSWORD=Zw4?bfu-18y\n`);
    const { out } = await scan(["a.env", "--format", "json"]);
    expect(JSON.parse(out).findings).toMatchObject([
      { startLine: 1, endLine: 1, related: { startLine: 2, startColumn: 19, endLine: 2, endColumn: 39 } },
      { startLine: 3, startColumn: 15, endLine: 3, endColumn: 26 },
    ]);
  });
});

describe("output", () => {
  test.runIf(process.platform === "linux")("that cannot be written is told, with 74", () => {
    repository.write("a.py", LINE);
    for (const format of ["text", "json", "sarif"]) {
      const { status, stderr } = shell(`lockers scan --format ${format} > /dev/full`);
      expect([format, status]).toEqual([format, 74]);
      expect(stderr).toContain("standard output cannot be written");
    }
  });

  test("that nobody reads to its end stops the program without a word", () => {
    repository.write("a.py", LINE.repeat(3000));
    for (const format of ["text", "json", "sarif"]) {
      const { stdout, stderr } = shell(`{ lockers scan --quiet --format ${format}; echo $? >&2; } | head -c 10`);
      expect([format, stdout.length, stderr]).toEqual([format, 10, "141\n"]);
    }
  });

  test("of 3,000 findings is one document", async () => {
    repository.write("a.py", LINE.repeat(3000));
    expect(JSON.parse((await scan(["--format", "json"])).out).findings).toHaveLength(3000);
    const sarif = JSON.parse((await scan(["--format", "sarif"])).out);
    expect(sarifProblems(sarif)).toEqual([]);
    expect(sarif.runs[0].results).toHaveLength(3000);
  });
});

describe("a baseline", () => {
  beforeEach(() => {
    repository.write("a.py", LINE);
  });

  test("that is replaced keeps its mode, and a link to it stays one", async () => {
    repository.write("shared/known.json", "{}");
    const file = join(repository.folder, "shared", "known.json");
    const link = join(repository.folder, "known.json");
    chmodSync(file, 0o640);
    symlinkSync(join("shared", "known.json"), link);
    expect(await scan(["a.py", "--write-baseline", "known.json"])).toMatchObject({ status: 0 });
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(statSync(file).mode & 0o777).toBe(0o640);
    expect(JSON.parse(readFileSync(file, "utf8")).findings).toHaveLength(1);
    expect(await scan(["a.py", "--baseline", "known.json"])).toMatchObject({ status: 0 });
  });

  test.runIf(process.platform === "linux")("that is no file is written to, not replaced", () => {
    const { stdout, status } = shell("lockers scan a.py --quiet --write-baseline /dev/stdout | cat");
    expect(status).toBe(0);
    expect(JSON.parse(stdout).findings).toHaveLength(1);
    expect(
      JSON.parse(shell(`mkfifo pipe; lockers scan a.py --quiet --write-baseline pipe & cat pipe`).stdout).version,
    ).toBe(1);
    expect(lstatSync(join(repository.folder, "pipe")).isFIFO()).toBe(true);
  });

  test.each([
    ["of another version", '{"version":0,"findings":[]}', /known\.json: a baseline of another version/],
    ["without findings", '{"version":1}', /known\.json: not a baseline of lockers scan/],
    ["of rubbish", "\u0000\uFFFD", /known\.json: not JSON/],
  ])("%s is refused by its name", async (_, content, words) => {
    repository.write("known.json", content);
    const { status, err } = await scan(["a.py", "--baseline", "known.json"]);
    expect(status).toBe(65);
    expect(err).toMatch(words);
  });

  test("knows a line that moved, and not the same line of another file", async () => {
    await scan(["--write-baseline", "known.json"]);
    repository.write("a.py", `${"import os\n".repeat(20)}${LINE}`);
    expect(await scan(["a.py", "--baseline", "known.json"])).toMatchObject({ status: 0 });
    repository.write("b.py", LINE);
    expect(await scan(["b.py", "--baseline", "known.json"])).toMatchObject({ status: 1 });
  });
});

/** A `git` that calls itself `version`. */
function gitOf(version: string): Readonly<Record<string, string>> {
  const bin = join(repository.folder, "..", "bin");
  mkdirSync(bin);
  const real = shell("command -v git").stdout.trim();
  writeFileSync(
    join(bin, "git"),
    `#!/bin/sh\ncase " $* " in *" version "*) echo 'git version ${version}';; *) exec '${real}' "$@";; esac\n`,
  );
  chmodSync(join(bin, "git"), 0o755);
  return { PATH: `${bin}${delimiter}${repository.env["PATH"] ?? ""}` };
}

test("a git that is too old is told so, and nothing is taken for new because of it", async () => {
  repository.commit({ "a.py": LINE });
  const env = gitOf("2.25.1");
  for (const args of [["--staged"], ["--diff", "HEAD"], ["--history"]]) {
    const { status, out, err } = await scan(args, env);
    expect([status, out]).toEqual([69, ""]);
    expect(err).toContain("is 2.25: too old");
  }
});

test.each(["2.30.2", "2.39.5 (Apple Git-154)", "2.54.0.windows.1", "3.0.0"])(
  "git %s is new enough",
  async (version) => {
    repository.commit({ "a.py": LINE });
    expect((await scan(["--history"], gitOf(version))).status).toBe(1);
  },
);

test("a path that cannot be looked at is told, and the rest is scanned", async () => {
  repository.write("a.py", LINE);
  const long = "a".repeat(5000);
  expect(await scan([long])).toMatchObject({ status: 74, err: expect.stringContaining("(ENAMETOOLONG)") });
  expect(await scan(["a.py", long])).toMatchObject({ status: 74, out: expect.stringContaining("a.py:1:15") });
  expect((await scan(["--staged", long])).status).toBe(0);
});

test("a working directory that is gone is told, and not as if something had been found", () => {
  const { status, stderr } = shell("mkdir gone; cd gone; rmdir ../gone; lockers scan");
  expect(status).toBe(74);
  expect(stderr).toBe("lockers: error: The working directory is not there any more.\n  hint: cd to one that is\n");
});
