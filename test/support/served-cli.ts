import { once } from "node:events";
import { createInterface } from "node:readline";
import type { CliHost } from "./cli-process.ts";
import { pickText } from "./pick.ts";

/** A running `lockers serve`. */
export interface ServedCli {
  readonly firstLine: string;
  readonly address: string;
  readonly token: string;
  /** Ends it as a system does, and gives its exit status. */
  readonly stop: () => Promise<number | null>;
}

/** Starts `lockers serve` and waits for its first line. */
export async function serveFrom(host: CliHost, args: readonly string[] = []): Promise<ServedCli> {
  const child = host.start(["serve", ...args]);
  if (child.stdout === null) throw new Error("no output to read");
  const lines = createInterface({ input: child.stdout });
  const ended = once(child, "close");
  const firstLine = await Promise.race([
    once(lines, "line").then(([line]) => String(line)),
    ended.then(([status]): never => {
      throw new Error(`lockers serve ended with ${String(status)}`);
    }),
  ]);
  const facts: unknown = JSON.parse(firstLine);
  return {
    firstLine,
    address: pickText(facts, "address"),
    token: pickText(facts, "token"),
    async stop() {
      child.kill("SIGTERM");
      await ended;
      return child.exitCode;
    },
  };
}
