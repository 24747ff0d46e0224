import { runCli } from "./cli.ts";
import { COMMANDS } from "./commands.ts";
import { processIo } from "./process-io.ts";

/** Runs the command line in this process and resolves to its exit status. */
export function start(process: NodeJS.Process): Promise<number> {
  const stop = new AbortController();
  process.once("SIGINT", () => stop.abort());
  process.once("SIGTERM", () => stop.abort());
  return runCli(process.argv.slice(2), {
    commands: COMMANDS,
    io: processIo(process),
    env: process.env,
    cwd: process.cwd(),
    clock: { now: () => Date.now() },
    signal: stop.signal,
    compose: async (context) => (await import("./compose.ts")).compose(context),
  });
}
