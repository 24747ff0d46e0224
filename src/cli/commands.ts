import type { Command } from "./command.ts";

/** Every command by name, in the order of the help. Each is loaded only when it is asked for: `--version` must be quick. */
export const COMMANDS: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ["scan", async () => (await import("./commands/scan.ts")).scan],
]);
