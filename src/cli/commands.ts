import type { Command } from "./command.ts";

/** Every command by name, in the order of the help. Each is loaded only when it is asked for: `--version` must be quick. */
export const COMMANDS: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ["list", async () => (await import("./commands/list.ts")).list],
  ["get", async () => (await import("./commands/get.ts")).get],
  ["put", async () => (await import("./commands/put.ts")).put],
  ["delete", async () => (await import("./commands/delete.ts")).remove],
  ["scan", async () => (await import("./commands/scan.ts")).scan],
]);
