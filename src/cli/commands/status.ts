import { LOCAL } from "../../core/connections/connections.ts";
import { ExpectedError } from "../../core/errors.ts";
import { UsageError } from "../arguments.ts";
import type { Command, CommandContext } from "../command.ts";
import { durationWords } from "../durations.ts";
import { EXIT } from "../exit-status.ts";
import { describe } from "../messages.ts";
import { formatValue } from "../object-output.ts";
import type { Services } from "../services.ts";
import { printable } from "../../core/text/printable.ts";
import { table } from "../table.ts";

/** `lockers status`: the local vault and every session. */
export const status: Command = {
  name: "status",
  summary: "Show the local vault's state and who is signed in where. Asks for nothing.",
  usage: ["status"],
  examples: [{ line: "lockers status" }, { line: "lockers status --format json", note: "for scripts" }],
  options: {},
  takes: [0, 0],
  run,
};

/** One server's line; `ends` in milliseconds since the epoch. */
interface Line {
  readonly server: string;
  readonly addresses: readonly string[];
  readonly state: "open" | "locked" | "absent" | "signed-in" | "signed-out" | "unknown";
  readonly name?: string;
  readonly ends?: number;
  readonly problem?: string;
  /** The one that commands use where none is named. */
  readonly chosen: boolean;
}

async function run(context: CommandContext): Promise<number> {
  const { io, format, clock } = context;
  if (format === "env") throw new UsageError("--format env is for values.", "status");
  const services = await context.services();
  const keepsSessions = await services.localVault.openQuietly();
  const local = await localLine(services);
  const servers = services.connections.profiles().map(({ name }) => serverLine(services, name, keepsSessions));
  const lines = [local, ...(await Promise.all(servers))];
  if (format === "text") await io.out(table(lines.map((line) => rowOf(line, clock.now()))));
  else await io.out(await formatValue(lines, format));
  return EXIT.ok;
}

async function localLine({ localVault, server }: Services): Promise<Line> {
  const state = await localVault.state();
  return { server: LOCAL, addresses: [localVault.file], state, chosen: server === LOCAL };
}

async function serverLine(services: Services, server: string, keepsSessions: boolean): Promise<Line> {
  const { connections, sessions, ownServers } = services;
  const addresses = connections.profiles().find(({ name }) => name === server)?.addresses ?? [];
  const base = { server, addresses, chosen: services.server === server };
  const isOwn = ownServers.some(({ name }) => name === server);
  if (isOwn && !keepsSessions && (await services.localVault.state()) === "locked") {
    return { ...base, state: "unknown", problem: "The local vault keeps the session, and is locked." };
  }
  try {
    const session = await sessions.session(server);
    if (session === undefined) return { ...base, state: "signed-out" };
    const { name, ends } = session;
    return { ...base, state: "signed-in", name, ...(ends === undefined ? {} : { ends }) };
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    return { ...base, state: "unknown", problem: describe(error.problem).text };
  }
}

function rowOf({ server, addresses, state, name, ends, problem, chosen }: Line, now: number): readonly string[] {
  const words = {
    open: "open",
    locked: "locked",
    absent: "not made yet",
    "signed-in": `signed in${name === undefined || name === "" ? "" : ` as ${printable(name)}`}`,
    "signed-out": "signed out",
    unknown: printable(problem ?? "unknown"),
  };
  const time = ends === undefined ? "" : `, ${durationWords(ends - now)}`;
  return [`${chosen ? "*" : " "} ${printable(server)}`, `${words[state]}${time}`, printable(addresses.join(" "))];
}
