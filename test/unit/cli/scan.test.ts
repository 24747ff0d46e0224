import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runCli } from "../../../src/cli/cli.ts";
import { COMMANDS } from "../../../src/cli/commands.ts";
import { fakeIo, type FakeIo } from "../../support/fake-io.ts";

const SECRET = "Tr7!kqo-93x";
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lockers-cli-scan-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function run(...args: string[]) {
  return runOn(fakeIo(), args);
}

async function runOn(io: FakeIo, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const status = await runCli(["scan", ...args], {
    commands: COMMANDS,
    io,
    env,
    cwd: folder,
    clock: { now: () => 0 },
    signal: new AbortController().signal,
    compose: () => Promise.reject(new Error("a scan needs no services")),
  });
  return { status, out: io.stdout(), err: io.stderr() };
}

test("says where, how sure, what, and what to call it", async () => {
  writeFileSync(join(folder, "app.py"), `import os\ndb_password = "${SECRET}"\n`);
  expect(await run()).toEqual({
    status: 1,
    out: 'app.py:2:16  likely  password in "db_password"  DB_PASSWORD\n',
    err:
      "1 finding in 1 of 1 file (0 ms): 1 likely.\n" +
      "Next: move each into a vault (in VS Code Move to vault, here lockers put), or write lockers:ignore behind one that is none.\n",
  });
});

test("prints one JSON document of the contract, without the secret", async () => {
  writeFileSync(join(folder, "app.py"), `import os\ndb_password = "${SECRET}"\n`);
  const { status, out, err } = await run(".", "--format", "json");
  expect(status).toBe(1);
  expect(err).toBe("");
  expect(out).not.toContain(SECRET);
  expect(JSON.parse(out)).toEqual({
    version: 1,
    filesScanned: 1,
    bytesScanned: 38,
    elapsedMs: 0,
    findings: [
      {
        file: "app.py",
        rule: "generic-password",
        severity: "likely",
        startLine: 2,
        startColumn: 16,
        endLine: 2,
        endColumn: 27,
        start: 25,
        end: 36,
        fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
      },
    ],
  });
});

test("ends with 0 where there is nothing, 74 where something could not be read, 64 on a wrong level", async () => {
  writeFileSync(join(folder, "app.py"), "print(1)\n");
  expect(await run()).toMatchObject({ status: 0, out: "", err: "No hard-coded secrets in 1 file (0 ms).\n" });
  expect(await run("absent")).toMatchObject({ status: 74 });
  expect(await run("--min-severity", "high")).toMatchObject({ status: 64 });
});

test("a file's name cannot steer the terminal", async () => {
  writeFileSync(join(folder, "a\u001B[31m\n.py"), `db_password = "${SECRET}"\n`);
  expect((await run()).out).toMatch(/^a\\u\{1B\}\[31m\\u\{A\}\.py:1:16 {2}likely/);
  expect((await run("b\u001B[2J")).err).toMatch(/^lockers: warning: b\\u\{1B\}\[2J could not be read/);
});

test("has colours on a terminal, unless the person wants none", async () => {
  writeFileSync(join(folder, "app.py"), `db_password = "${SECRET}"\n`);
  const { out } = await runOn(fakeIo({ terminal: true }), []);
  expect(out).toContain("\u001B[33mlikely\u001B[0m");
  expect(out).not.toContain(SECRET);
  const plain = 'app.py:1:16  likely  password in "db_password"  DB_PASSWORD\n\n';
  expect(out.replaceAll(/\p{Cc}\[\d+m/gu, "")).toBe(plain);
  expect((await runOn(fakeIo({ terminal: true }), [], { NO_COLOR: "1" })).out).toBe(plain.trimEnd() + "\n");
});

test("lines up what belongs together, whatever the files are called", async () => {
  writeFileSync(join(folder, "a.py"), `db_password = "${SECRET}"\nmail = {"smtpPassword": "${SECRET}"}\n`);
  writeFileSync(join(folder, `${"long-".repeat(20)}.py`), `db_password = "${SECRET}"\n`);
  const [first = "", second = "", third = ""] = (await run()).out.split("\n");
  expect(first.indexOf("DB_PASSWORD")).toBe(second.indexOf("SMTP_PASSWORD"));
  expect(first.length).toBeLessThan(120);
  expect(third).toMatch(/^(?:long-)+\.py:1:16 {2}likely/);
});
