import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { build } from "esbuild";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Secret } from "../../../../src/core/secrets/secret.ts";
import { parseHandoverAddress, parseHandoverMessage } from "../../../../src/node/launch/handover-format.ts";
import { createHandover, type Handover, type HandoverOrder } from "../../../../src/node/launch/handover.ts";

const MARK = "canary-5e1f";
const ORDER: HandoverOrder = {
  variables: [{ name: "DB_PASSWORD", value: Secret.of(MARK) }],
  remove: ["ELECTRON_RUN_AS_NODE"],
  firstLine: "1 variable from lockers.env.",
};
let folder = "";
let launcher = "";
let handover: Handover;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "lockers-launcher-"));
  launcher = join(folder, "launcher.cjs");
  await build({
    entryPoints: ["src/node/launch/launcher.ts"],
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node22",
    outfile: launcher,
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => {
  handover = createHandover();
});
afterEach(() => handover.close());

interface Ended {
  readonly out: string;
  readonly err: string;
  readonly status: number | null;
}

/** Starts the launcher with real processes; `program` is run by Node. */
function start(environment: Readonly<Record<string, string>>, program: string) {
  const { LOCKERS_CACHE: _ofTheTests, ...ordinary } = process.env;
  const env = { ...ordinary, ELECTRON_RUN_AS_NODE: "1", ...environment };
  const child = spawn(process.execPath, [launcher, process.execPath, "-e", program], { env });
  const ended = async (): Promise<Ended> => {
    const [out, err, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
    return { out, err, status: status as number | null };
  };
  return { child, ended: ended() };
}

const REPORT = `
const { readFileSync } = require("node:fs");
const parent = (what) => readFileSync("/proc/" + process.ppid + "/" + what, "utf8");
console.log(JSON.stringify({
  value: process.env.DB_PASSWORD,
  kept: process.env.KEPT,
  opening: Object.keys(process.env).filter((name) => /^lockers_/i.test(name)),
  left: Object.keys(process.env).filter((name) => /HANDOVER|ELECTRON/.test(name)),
  seen: process.platform === "linux" ? parent("cmdline") + parent("environ") : "",
}));`;

test("a program gets the values, and nobody can read them off its launcher", async () => {
  const environment = await handover.issue(ORDER);
  const opening = {
    LOCKERS_LOCAL_PASSPHRASE: "a",
    LOCKERS_LOCAL_PASSPHRASE_FILE: "b",
    Lockers_Server_Egi_Token: "c",
    LOCKERS_SERVER_EGI_ADDRESS: "d",
  };
  const { out, err, status } = await start({ ...environment, ...opening, KEPT: "yes" }, REPORT).ended;
  expect(err).toBe("");
  expect(status).toBe(0);
  const [first, second = ""] = out.split("\n");
  expect(first).toBe("\u001B[2m1 variable from lockers.env.\u001B[22m");
  const report = JSON.parse(second) as Record<string, unknown>;
  expect(report).toMatchObject({ value: MARK, kept: "yes", left: [], opening: ["LOCKERS_SERVER_EGI_ADDRESS"] });
  expect(report["seen"]).not.toContain(MARK);
  expect(JSON.stringify(environment)).not.toContain(MARK);
});

describe("the handle", () => {
  test("works once", async () => {
    const environment = await handover.issue(ORDER);
    await start(environment, "").ended;
    const second = await start(environment, "console.log('started')").ended;
    expect(second).toEqual({
      out: "",
      err: "lockers: the values were fetched already, or waited too long. Open it again. Nothing was started.\n",
      status: 77,
    });
  });

  test("ends with its lifetime", async () => {
    handover.close();
    handover = createHandover({ lifetime: 1 });
    const environment = await handover.issue(ORDER);
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
    expect((await start(environment, "").ended).status).toBe(77);
  });

  test("ends with its host", async () => {
    const environment = await handover.issue(ORDER);
    handover.close();
    const { err, status, out } = await start(environment, "console.log('started')").ended;
    expect({ status, out }).toEqual({ status: 69, out: "" });
    expect(err).toContain("Nothing was started.");
  });

  test("is needed", async () => {
    expect((await start({}, "console.log('started')").ended).status).toBe(64);
  });

  test("of another program gives nothing", async () => {
    const environment = await handover.issue(ORDER);
    const address = Object.values(environment)[0]?.replace(/#.*/, `#${"A".repeat(43)}`) ?? "";
    expect((await start({ LOCKERS_HANDOVER: address }, "").ended).status).toBe(77);
    // The right one still works.
    expect((await start(environment, "").ended).status).toBe(0);
  });
});

test("the socket is for its owner alone, and goes with the host", async () => {
  const { socket = "" } = parseHandoverAddress(Object.values(await handover.issue(ORDER))[0] ?? "") ?? {};
  expect(statSync(socket).mode & 0o777).toBe(0o600);
  expect(statSync(dirname(socket)).mode & 0o777).toBe(0o700);
  const stranger = connect(socket);
  stranger.write("x".repeat(100));
  expect(await text(stranger)).toBe("");
  handover.close();
  await expect.poll(() => existsSync(dirname(socket))).toBe(false);
});

async function statusOf(command: string): Promise<unknown> {
  const env = { ...process.env, ...(await handover.issue(ORDER)) };
  const [status] = (await once(spawn(process.execPath, [launcher, command], { env }), "close")) as unknown[];
  return status;
}

describe("the exit status is the child's", () => {
  test("its own number", async () => {
    expect((await start(await handover.issue(ORDER), "process.exit(42)").ended).status).toBe(42);
  });

  test("128 + signal", async () => {
    expect((await start(await handover.issue(ORDER), "process.kill(process.pid, 'SIGKILL')").ended).status).toBe(137);
  });

  test.each(["SIGTERM", "SIGINT", "SIGHUP", "SIGQUIT", "SIGUSR2"] as const)("%s reaches the child", async (signal) => {
    const program = `process.on("${signal}", () => { console.log("got ${signal}"); process.exit(7); });
      console.log("ready"); setInterval(() => {}, 1000);`;
    const { child, ended } = start(await handover.issue(ORDER), program);
    await new Promise<void>((resolve) => {
      child.stdout.on("data", (chunk) => String(chunk).includes("ready") && resolve());
    });
    child.kill(signal);
    expect(await ended).toMatchObject({ out: expect.stringContaining(`got ${signal}`), status: 7 });
  });

  test("127 not found, 126 not executable", async () => {
    expect(await statusOf(join(folder, "absent"))).toBe(127);
    expect(await statusOf(folder)).toBe(126);
  });
});

test("only a well-formed message is taken", () => {
  const good = { variables: [["A", "1"]], remove: ["B"], firstLine: "x" };
  expect(parseHandoverMessage(JSON.stringify(good))).toEqual(good);
  for (const bad of ["", "null", "[]x", '{"variables":[["A"]]}', '{"variables":[["A",1]]}', '{"firstLine":1}']) {
    expect(parseHandoverMessage(bad)).toBeUndefined();
  }
});
