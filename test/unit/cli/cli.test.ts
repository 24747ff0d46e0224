import { expect, test } from "vitest";
import { runCli, type Process } from "../../../src/cli/cli.ts";
import type { Arguments, Command, CommandContext } from "../../../src/cli/command.ts";
import { BrokenPipe } from "../../../src/cli/io.ts";
import type { Services } from "../../../src/cli/services.ts";
import { ExpectedError } from "../../../src/core/errors.ts";
import { fakeIo } from "../../support/fake-io.ts";

const MARK = "canary-7d1e";

function command(name: string, run: (context: CommandContext, args: Arguments) => Promise<number>): Command {
  return {
    name,
    summary: `Does ${name}.`,
    usage: [`${name} PATH`],
    examples: [{ line: `lockers ${name} secret/shop`, note: "an example" }],
    options: { deep: { type: "boolean", help: "all of it" }, at: { type: "string", value: "N", help: "where" } },
    takes: [0, 2],
    run,
  };
}

function running(run: Command["run"], process: Partial<Process> = {}) {
  const io = fakeIo();
  const commands = new Map([
    ["list", async () => command("list", run)],
    ["locker create", async () => command("locker create", run)],
  ]);
  const parts: Process = {
    commands,
    io,
    env: {},
    cwd: "/",
    clock: { now: () => 0 },
    signal: new AbortController().signal,
    compose: () => Promise.reject(new Error("not composed here")),
    ...process,
  };
  return { io, start: (...args: string[]) => runCli(args, parts) };
}

test("the command's own status is the program's", async () => {
  const { start } = running(async () => 75);
  expect(await start("list")).toBe(75);
});

test("options may stand before the command, in the middle and behind", async () => {
  const seen: unknown[] = [];
  const { start } = running(async ({ server, format }, args) => {
    seen.push([server, format, args.positionals, args.flag("deep"), args.text("at")]);
    return 0;
  });
  expect(await start("--server", "egi", "locker", "create", "--deep", "a", "--at=3", "--format", "json")).toBe(0);
  expect(seen).toEqual([["egi", "json", ["a"], true, "3"]]);
});

test("behind -- everything is an argument", async () => {
  const seen: unknown[] = [];
  const { start } = running(async (_, args) => {
    seen.push(args.positionals);
    return 0;
  });
  expect(await start("list", "--", "--deep", "-x")).toBe(0);
  expect(seen).toEqual([["--deep", "-x"]]);
});

test.each([
  [["lst"], 'lockers has no command of that name. Did you mean "list"?', "lockers --help"],
  [["locker"], "lockers locker needs one of: create.", "lockers locker create --help"],
  [["list", "--wrong=x"], "--wrong is not an option of lockers list.", "lockers list --help"],
  [["list", "--at"], "--at needs a value.", "lockers list --help"],
  [["list", "--at", "--deep"], "--at needs a value.", "lockers list --help"],
  [["list", "--deep=1"], "--deep takes no value.", "lockers list --help"],
  [["list", "a", "b", "c"], "lockers list takes at most 2, not 3.", "lockers list --help"],
  [["list", "--format", "xml"], "--format takes text, json, yaml, env.", "lockers list --help"],
  [["--server", "egi"], "A command is missing.", "lockers --help"],
])("usage %j ends with 64, a sentence and a hint", async (args, text, hint) => {
  const { io, start } = running(async () => 0);
  expect(await start(...args)).toBe(64);
  expect(io.stderr()).toBe(`lockers: error: ${text}\n  hint: ${hint}\n`);
  expect(io.stdout()).toBe("");
});

test("a usage error does not repeat what was typed as a value", async () => {
  const { io, start } = running(async () => 0);
  await start("list", `--password=${MARK}`);
  await start("list", MARK, MARK, MARK);
  await start(MARK);
  expect(io.stderr()).not.toContain(MARK);
});

test("an expected error gives its words, its hint and its status", async () => {
  const { io, start } = running(async () => {
    throw new ExpectedError({ code: "not-found", server: "local", path: "secret/shop/bd", similar: undefined });
  });
  expect(await start("list")).toBe(66);
  expect(io.stderr()).toBe("lockers: error: secret/shop/bd is not on local.\n  hint: lockers list secret/shop\n");
});

test("no word of a server or a file steers the terminal", async () => {
  const { io, start } = running(async () => {
    throw new ExpectedError({
      code: "not-found",
      server: "egi\u001B[2J",
      path: "secret/a\u202E\u009B31m/b\n",
      similar: undefined,
    });
  });
  await start("list");
  expect(io.stderr()).toBe(
    "lockers: error: secret/a\\u{202E}\\u{9B}31m/b\\u{A} is not on egi\\u{1B}[2J.\n" +
      "  hint: lockers list secret/a\\u{202E}\\u{9B}31m\n",
  );
});

test("a bug says so with 70; its text is never shown, its place only on request", async () => {
  const fail = async () => {
    throw new TypeError(`broken by ${MARK}`);
  };
  const quiet = running(fail);
  expect(await quiet.start("list")).toBe(70);
  expect(quiet.io.stderr()).toBe(
    "lockers: error: Something unexpected happened.\n  hint: LOCKERS_DEBUG=1 shows where\n",
  );
  const io = fakeIo();
  const loud = running(fail, { io, env: { LOCKERS_DEBUG: "1" } });
  await loud.start("list");
  expect(io.stderr()).toMatch(/TypeError\n\s+at /u);
  expect(io.stderr()).not.toContain(MARK);
});

test("a reader that went away is not worth a word; a cancelled command neither", async () => {
  const broken = running(async () => {
    throw new BrokenPipe();
  });
  expect(await broken.start("list")).toBe(141);
  expect(broken.io.stderr()).toBe("");
  const cancelled = running(async () => {
    throw new ExpectedError({ code: "cancelled" });
  });
  expect(await cancelled.start("list")).toBe(130);
  expect(cancelled.io.stderr()).toBe("");
});

test("services are closed when the command ends, also when it fails", async () => {
  let closed = 0;
  const compose = async () => ({ close: async () => void (closed += 1) }) as unknown as Services;
  const fails = running(
    async ({ services }) => {
      await services();
      throw new ExpectedError({ code: "locked" });
    },
    { compose },
  );
  expect(await fails.start("list")).toBe(77);
  expect(closed).toBe(1);
  expect(await running(async () => 0, { compose }).start("list")).toBe(0);
  expect(closed).toBe(1);
});

test("help lists commands with their sentences; a command's help has its examples", async () => {
  const general = running(async () => 0);
  expect(await general.start("--help")).toBe(0);
  expect(general.io.stdout()).toContain("  list           Does list.\n  locker create  Does locker create.\n");
  const own = running(async () => 0);
  expect(await own.start("list", "--help")).toBe(0);
  expect(own.io.stdout()).toContain("Usage: lockers list PATH\n\n  lockers list secret/shop  an example\n");
  expect(own.io.stdout()).toContain("  --at N           where\n");
});

test("--version", async () => {
  const { io, start } = running(async () => 0);
  expect(await start("--version")).toBe(0);
  expect(io.stdout()).toMatch(/^lockers \d+\.\d+\.\d+\n$/u);
});
