import { LOCAL, type ServerProfile } from "../../core/connections/connections.ts";
import { ExpectedError } from "../../core/errors.ts";
import { UsageError } from "../arguments.ts";
import type { Arguments, Command, CommandContext } from "../command.ts";
import { durationWords } from "../durations.ts";
import { EXIT } from "../exit-status.ts";
import { describe } from "../messages.ts";
import { formatValue } from "../object-output.ts";
import { askNodes, nodeState } from "../nodes.ts";
import type { Services } from "../services.ts";
import { printable } from "../../core/text/printable.ts";
import { table } from "../table.ts";

/** `lockers status`: the local vault and every session. */
export const status: Command = {
  name: "status",
  summary: "Show the local vault's state, who is signed in where, and how the servers answer. Asks the person nothing.",
  usage: ["status [--offline]"],
  examples: [
    { line: "lockers status" },
    { line: "lockers status --format json", note: "for scripts" },
    { line: "lockers status --offline", note: "only what is known here" },
  ],
  options: { offline: { type: "boolean", help: "ask no server" } },
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
  /** How each address answers; not there where none was asked. */
  readonly nodes?: readonly NodeLine[];
  /** The one that commands use where none is named. */
  readonly chosen: boolean;
}

interface NodeLine {
  readonly address: string;
  readonly state: string;
  readonly product?: string;
  readonly version?: string;
}

async function run(context: CommandContext, args: Arguments): Promise<number> {
  const { io, format, clock } = context;
  if (format === "env") throw new UsageError("--format env is for values.", "status");
  const services = await context.services();
  const keepsSessions = await services.localVault.openQuietly();
  const local = await localLine(services);
  const servers = services.connections.profiles().map(async (profile) => {
    const nodes = args.flag("offline") ? undefined : nodeLines(profile, context);
    const line = await serverLine(services, profile.name, keepsSessions);
    return nodes === undefined ? line : { ...line, nodes: await nodes };
  });
  const lines = [local, ...(await Promise.all(servers))];
  if (format === "text") await io.out(table(lines.map((line) => rowOf(line, clock.now()))));
  else await io.out(await formatValue(lines, format));
  return EXIT.ok;
}

async function nodeLines(profile: ServerProfile, context: CommandContext): Promise<readonly NodeLine[]> {
  return (await askNodes(profile, context)).map(({ address, answer }) => {
    const line = { address, state: nodeState(answer) };
    if (answer.kind === "problem") return line;
    const { product, version } = answer;
    return { ...line, ...(product && { product }), ...(version && { version }) };
  });
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

function rowOf({ server, addresses, nodes, state, name, ends, problem, chosen }: Line, now: number): readonly string[] {
  const words = {
    open: "open",
    locked: "locked",
    absent: "not made yet",
    "signed-in": `signed in${name === undefined || name === "" ? "" : ` as ${printable(name)}`}`,
    "signed-out": "signed out",
    unknown: printable(problem ?? "unknown"),
  };
  const time = ends === undefined ? "" : `, ${durationWords(ends - now)}`;
  const places = nodes?.map((node) => `${node.address} ${node.state}`) ?? addresses;
  return [`${chosen ? "*" : " "} ${printable(server)}`, `${words[state]}${time}`, printable(places.join(", "))];
}
