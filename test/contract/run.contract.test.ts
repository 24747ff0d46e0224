import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { buildCli } from "../support/cli-process.ts";
import { startOpenBao, type OpenBao } from "../support/openbao.ts";
import { temporaryFolder } from "../support/local-vault.ts";

// The command line as people start it: a process of its own, the real local vault, a real OpenBao.
const MAIN = resolve("dist/cli.mjs");
const folder = temporaryFolder();
const MARK = "canary-77ab";
let bao: OpenBao;
let project = "";
let number = 0;

beforeAll(async () => {
  buildCli();
  bao = await startOpenBao();
  await lockers(["put", "secret/shop/db", `password=${MARK}`, "user=shop"]);
  await lockers(["put", "secret/shop/mail", "password=bao-value"], onBao());
});
afterAll(async () => {
  await bao.stop();
  folder.remove();
});
beforeEach(() => {
  number += 1;
  project = join(folder.path, `project-${number}`);
  mkdirSync(join(project, ".git"), { recursive: true });
});

function onBao(): Record<string, string> {
  return { VAULT_ADDR: bao.address, VAULT_TOKEN: bao.token };
}

interface Result {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

function start(args: readonly string[], more: Record<string, string> = {}) {
  const env = {
    PATH: process.env["PATH"],
    HOME: folder.path,
    LOCKERS_HOME: join(folder.path, "home"),
    LOCKERS_LOCAL_PASSPHRASE: "correct horse battery staple",
    ...more,
  };
  return spawn(process.execPath, [MAIN, ...args], { env, cwd: project === "" ? folder.path : project });
}

async function lockers(args: readonly string[], more?: Record<string, string>): Promise<Result> {
  const child = start(args, more);
  const [out, err, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  return { status: status as number | null, out, err };
}

function mapping(...lines: string[]): void {
  writeFileSync(join(project, "lockers.env"), `${lines.join("\n")}\n`);
}

const PRINT = ["--", process.execPath, "-e", "console.log(process.env.DB_PASSWORD, process.env.URL)"];

describe("lockers run", () => {
  test("starts a program with the values, once the mapping is approved", async () => {
    mapping("DB_PASSWORD=vault://local/secret/shop/db/password", 'URL="x://shop:${DB_PASSWORD}@db"');
    const refused = await lockers(["run", ...PRINT]);
    expect(refused).toEqual({
      status: 77,
      out: "",
      err:
        "lockers: error: lockers.env is new or has changed. Programs of this folder would get 1 secret: DB_PASSWORD.\n" +
        "  hint: lockers allow\n",
    });
    expect(await lockers(["allow"])).toEqual({
      status: 0,
      out: 'DB_PASSWORD  vault://local/secret/shop/db/password\nURL          "x://shop:${DB_PASSWORD}@db"\n',
      err: "",
    });
    const printed = { status: 0, out: `${MARK} x://shop:${MARK}@db\n`, err: "" };
    expect(await lockers(["run", ...PRINT])).toEqual(printed);
    mkdirSync(join(project, "sub"));
    project = join(project, "sub");
    expect(await lockers(["run", ...PRINT])).toEqual(printed);
  });

  test("a change asks again; --allow approves it", async () => {
    mapping("DB_PASSWORD=vault://local/secret/shop/db/password");
    expect((await lockers(["run", "--allow", ...PRINT])).status).toBe(0);
    mapping("DB_PASSWORD=vault://local/secret/shop/db/user");
    expect((await lockers(["run", ...PRINT])).status).toBe(77);
    expect(await lockers(["run", "--allow", ...PRINT])).toMatchObject({ status: 0, out: "shop undefined\n" });
  });

  test("from a server of the environment", async () => {
    mapping("DB_PASSWORD=vault://ci/secret/shop/mail/password");
    const server = { LOCKERS_SERVER_CI_ADDR: bao.address, LOCKERS_SERVER_CI_TOKEN: bao.token };
    const names =
      "console.log(process.env.DB_PASSWORD, Object.keys(process.env).filter((n) => n.startsWith('LOCKERS')))";
    const { out, status, err } = await lockers(["run", "--allow", "--", process.execPath, "-e", names], server);
    expect({ status, err }).toEqual({ status: 0, err: "" });
    expect(out).toBe("bao-value [ 'LOCKERS_HOME', 'LOCKERS_SERVER_CI_ADDR' ]\n");
  });

  test("a broken reference starts nothing, names its line and what was meant", async () => {
    mapping("# ours", "DB_PASSWORD=vault://local/secret/shop/db/pasword", "URL=vault://work/secret/a/b");
    const { status, out, err } = await lockers(["run", "--allow", ...PRINT]);
    expect({ status, out }).toEqual({ status: 66, out: "" });
    expect(err).toBe(
      'lockers: warning: lockers.env line 3: There is no server named "work".\n' +
        'lockers: error: lockers.env line 2: secret/shop/db has no key "pasword". Nothing was started.\n' +
        '  hint: did you mean "password"?\n',
    );
  });

  test("an unknown server is a matter of configuration, whatever --server and VAULT_ADDR say", async () => {
    mapping("DB_PASSWORD=vault://work/secret/shop/mail/password");
    expect((await lockers(["run", "--allow", ...PRINT], onBao())).status).toBe(78);
    expect((await lockers(["run", "--allow", "--server", "local", ...PRINT])).status).toBe(78);
  });

  test("no mapping, no command, a broken mapping, a wrong passphrase", async () => {
    expect((await lockers(["run", ...PRINT])).status).toBe(78);
    expect((await lockers(["run"])).status).toBe(64);
    mapping("PATH=/evil");
    const broken = await lockers(["run", "--allow", ...PRINT]);
    expect(broken.status).toBe(65);
    expect(broken.err).toContain("lockers.env line 1: PATH steers programs and cannot be set here.");
    mapping("DB_PASSWORD=vault://local/secret/shop/db/password");
    const wrong = await lockers(["run", "--allow", ...PRINT], { LOCKERS_LOCAL_PASSPHRASE: "wrong" });
    expect(wrong).toMatchObject({ status: 77, out: "" });
  });

  test("a mapping without references needs no vault", async () => {
    mapping("DB_PASSWORD=plain");
    const { status, out } = await lockers(["run", "--allow", ...PRINT], { LOCKERS_LOCAL_PASSPHRASE: "wrong" });
    expect({ status, out }).toEqual({ status: 0, out: "plain undefined\n" });
  });

  test("the exit status is the program's", async () => {
    mapping("DB_PASSWORD=vault://local/secret/shop/db/password");
    await lockers(["allow"]);
    const node = ["run", "--", process.execPath, "-e"];
    expect((await lockers([...node, "process.exit(3)"])).status).toBe(3);
    expect((await lockers([...node, "process.kill(process.pid, 'SIGTERM')"])).status).toBe(143);
    expect((await lockers(["run", "--", "no-such-program"])).status).toBe(127);
    expect((await lockers(["run", "--", project])).status).toBe(126);
  });

  test("signals reach the program, which ends as it likes", async () => {
    mapping("DB_PASSWORD=vault://local/secret/shop/db/password");
    await lockers(["allow"]);
    const program = "process.on('SIGTERM', () => process.exit(5)); console.log('ready'); setInterval(() => {}, 1000)";
    const child = start(["run", "--", process.execPath, "-e", program]);
    await once(child.stdout, "data");
    child.kill("SIGTERM");
    expect(await once(child, "close")).toEqual([5, null]);
  });

  test("no value is in any argument, nor in what lockers itself was given", async () => {
    mapping("DB_PASSWORD=vault://local/secret/shop/db/password");
    const program = `const { readFileSync } = require("node:fs"); const read = (file) => readFileSync(file, "utf8");
      console.log(read("/proc/self/cmdline") + read("/proc/" + process.ppid + "/cmdline") +
        read("/proc/" + process.ppid + "/environ"));`;
    const { out, status } = await lockers(["run", "--allow", "--", process.execPath, "-e", program]);
    expect(status).toBe(0);
    expect(out).not.toContain(MARK);
    expect(readFileSync(join(project, "lockers.env"), "utf8")).not.toContain(MARK);
  });
});

describe("lockers resolve", () => {
  test("one value exactly as stored, several by reference", async () => {
    const reference = "vault://local/secret/shop/db/password";
    expect(await lockers(["resolve", reference])).toEqual({ status: 0, out: MARK, err: "" });
    const other = "vault://local/secret/shop/db/user";
    const both = await lockers(["resolve", reference, other, "--format", "json"]);
    expect(JSON.parse(both.out)).toEqual({ [reference]: MARK, [other]: "shop" });
  });

  test("what is not there, and what is no reference", async () => {
    const missing = await lockers(["resolve", "vault://local/secret/shop/bd/password"]);
    expect(missing).toMatchObject({ status: 66, out: "" });
    expect(missing.err).toContain('did you mean "secret/shop/db"?');
    expect((await lockers(["resolve", "secret/shop/db"])).status).toBe(64);
    expect((await lockers(["resolve", "vault://work/secret/a/b"])).status).toBe(78);
    expect((await lockers(["resolve", "vault://local/secret/~/a/b"])).status).toBe(78);
    expect((await lockers(["resolve"])).status).toBe(64);
  });
});
