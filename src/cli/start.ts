import { runCli } from "./cli.ts";
import { COMMANDS } from "./commands.ts";
import { EXIT } from "./exit-status.ts";
import { runChild } from "../node/launch/run-child.ts";
import { findNewerNode, isNewEnough } from "./newer-node.ts";
import { processIo } from "./process-io.ts";

/**
 * Runs the command line in this process and resolves to its exit status. A Node that is too old hands over to the newer
 * one of a checkout, if there is one; else only what needs the local vault will say so. `folder` holds the bundle.
 */
export function start(process: NodeJS.Process, folder: string): Promise<number> {
  const newer = isNewEnough(process.versions.node) ? undefined : findNewerNode(folder);
  if (newer !== undefined) return runChild({ command: newer, args: process.argv.slice(1), env: process.env });
  silenceSqlite(process);
  const cwd = workingDirectory(process);
  if (cwd === undefined) return tellFolderGone(process);
  const stop = new AbortController();
  process.once("SIGINT", () => stop.abort());
  process.once("SIGTERM", () => stop.abort());
  return runCli(process.argv.slice(2), {
    commands: COMMANDS,
    io: processIo(process),
    env: process.env,
    cwd,
    clock: { now: () => Date.now() },
    signal: stop.signal,
    compose: async (context) => (await import("./compose.ts")).compose(context),
  });
}

/** Undefined where somebody has removed it meanwhile. */
function workingDirectory(process: NodeJS.Process): string | undefined {
  try {
    return process.cwd();
  } catch {
    return undefined;
  }
}

function tellFolderGone({ stderr }: NodeJS.Process): Promise<number> {
  stderr.write("lockers: error: The working directory is not there any more.\n  hint: cd to one that is\n");
  return Promise.resolve(EXIT.io);
}

/** Node 22 and 23 warn that SQLite is experimental: true, but no business of who asks for a password. */
function silenceSqlite(process: NodeJS.Process): void {
  const others = process.listeners("warning");
  process.removeAllListeners("warning");
  process.on("warning", (warning) => {
    if (warning.name === "ExperimentalWarning" && warning.message.startsWith("SQLite")) return;
    for (const listener of others) listener(warning);
  });
}
