import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { lockerPaths, snippets } from "../../../../src/extension/lockers/locker-snippet.ts";

const entry = {
  purpose: "db,\nstripe",
  contents: ["deploy/db_password", "deploy/key"],
  usesGranted: 3,
  usesSpent: 1,
  usesSeen: undefined as number | undefined,
};
const order = { entry, address: "https://vault.example.org", namespace: undefined, ends: "15:42" };

function text(kind: string, changes: Partial<typeof order> | { address: undefined } = {}): string {
  return snippets({ ...order, ...changes }).find((snippet) => snippet.kind === kind)?.text ?? "";
}

test("paths inside are told from the names of the contents, each once", () => {
  expect(lockerPaths(["deploy/a", "deploy/b", "db/password"])).toEqual(["deploy", "db"]);
});

test("curl takes the token from the environment and never as an argument", () => {
  expect(text("curl").split("\n")).toEqual([
    "# db, stripe: 2 uses until 15:42; each request below costs 1",
    "# the token goes into the environment variable LOCKER_TOKEN",
    `printf 'X-Vault-Token: %s\\n' "$LOCKER_TOKEN" | curl -fsS -H @- 'https://vault.example.org/v1/cubbyhole/deploy'`,
    "",
  ]);
});

test("a locker of the local vault says what must run first", () => {
  expect(text("curl", { address: undefined })).toContain("lockers serve --port 8200");
  expect(text("bao", { address: undefined })).toContain("BAO_ADDR='http://127.0.0.1:8200'");
});

test("a namespace travels along", () => {
  const [curl] = snippets({ ...order, namespace: "team" });
  expect(curl?.text).toContain("-H 'X-Vault-Namespace: team'");
});

test("code is code in its language, with comments of its own", () => {
  expect(text("Python")).toContain('os.environ["LOCKER_TOKEN"]');
  expect(text("Node")).toMatch(/^\/\/ db, stripe/);
});

test("uses are those the token has left, spare ones too", () => {
  expect(text("curl", { entry: { ...entry, usesGranted: 6, usesSeen: 4 } })).toContain(": 4 uses until 15:42;");
  expect(text("bao", { entry: { ...entry, usesGranted: 0 } })).toContain(": no limit of uses until 15:42;");
});

const EVIL = "it's $(touch made) `touch made` \"; touch made #?{a,b}";
const evil = {
  entry: { ...entry, purpose: "x\u2028\r\ntouch made", contents: [`team/${EVIL}/key`] },
  address: "https://vault.example.org",
  namespace: EVIL,
  ends: "15:42",
};
const EVIL_URL = `https://vault.example.org/v1/cubbyhole/team/${encodeURIComponent(EVIL)}`;

/** Runs a program in a new folder where `curl` and `bao` print their arguments, and gives the lines. */
function run(program: string, input: string): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), "lockers-snippet-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const name of ["curl", "bao"]) {
    writeFileSync(join(folder, name), `#!/bin/sh\nprintf '%s\\n' "$BAO_NAMESPACE" "$@"\n`);
    chmodSync(join(folder, name), 0o755);
  }
  const env = { PATH: `${folder}:/usr/bin:/bin`, LOCKER_TOKEN: "token" };
  const done = spawnSync(program, program === "sh" ? [] : ["--input-type=module"], {
    cwd: folder,
    env,
    input,
    encoding: "utf8",
  });
  expect(done.stderr).toBe("");
  expect(readdirSync(folder).toSorted()).toEqual(["bao", "curl"]); // nothing was made
  return done.stdout.trimEnd().split("\n");
}

const snippet = (kind: string): string => snippets(evil).find((made) => made.kind === kind)?.text ?? "";

test.skipIf(process.platform === "win32")("a shell takes a name with signs of its own as one word", () => {
  expect(run("sh", snippet("curl")).slice(-3)).toEqual(["-H", `X-Vault-Namespace: ${EVIL}`, EVIL_URL]);
  expect(run("sh", snippet("bao"))).toEqual([EVIL, "read", "-format=json", `cubbyhole/team/${EVIL}`]);
});

test("code takes it as one string", () => {
  const fetch = `globalThis.fetch = async (...sent) => (console.log(JSON.stringify(sent)), new Response('{"data":{}}'));\n`;
  const [sent = ""] = run(process.execPath, fetch + snippet("Node"));
  expect(JSON.parse(sent)).toEqual([EVIL_URL, { headers: { "X-Vault-Token": "token", "X-Vault-Namespace": EVIL } }]);
  expect(snippet("Python")).toContain(JSON.stringify(EVIL_URL));
  expect(snippet("Python")).toContain(`"X-Vault-Namespace": ${JSON.stringify(EVIL)}`);
});
