import type { Command } from "./command.ts";

/** Every command by name, in the order of the help. Each is loaded only when it is asked for: `--version` must be quick. */
export const COMMANDS: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ["list", async () => (await import("./commands/list.ts")).list],
  ["get", async () => (await import("./commands/get.ts")).get],
  ["put", async () => (await import("./commands/put.ts")).put],
  ["delete", async () => (await import("./commands/delete.ts")).remove],
  ["run", async () => (await import("./commands/run.ts")).run],
  ["allow", async () => (await import("./commands/allow.ts")).allow],
  ["resolve", async () => (await import("./commands/resolve.ts")).resolve],
  ["scan", async () => (await import("./commands/scan.ts")).scan],
  ["locker create", async () => (await import("./commands/locker-create.ts")).lockerCreate],
  ["locker put", async () => (await import("./commands/locker-put.ts")).lockerPut],
  ["locker get", async () => (await import("./commands/locker-get.ts")).lockerGet],
  ["locker list", async () => (await import("./commands/locker-list.ts")).lockerList],
  ["locker check", async () => (await import("./commands/locker-check.ts")).lockerCheck],
  ["locker revoke", async () => (await import("./commands/locker-revoke.ts")).lockerRevoke],
  ["server add", async () => (await import("./commands/server-add.ts")).serverAdd],
  ["server list", async () => (await import("./commands/server-list.ts")).serverList],
  ["server remove", async () => (await import("./commands/server-remove.ts")).serverRemove],
  ["login", async () => (await import("./commands/login.ts")).login],
  ["logout", async () => (await import("./commands/logout.ts")).logout],
  ["status", async () => (await import("./commands/status.ts")).status],
  ["serve", async () => (await import("./commands/serve.ts")).serve],
  ["backup", async () => (await import("./commands/backup.ts")).backup],
  ["restore", async () => (await import("./commands/restore.ts")).restore],
  ["audit", async () => (await import("./commands/audit.ts")).audit],
]);
