import type { ServerProfile } from "../core/connections/connections.ts";
import { introduceNode, type NodeAnswer } from "../core/servers/node-answer.ts";
import { rememberPassphrases } from "../node/https/client-certificate.ts";
import { createHttpsTransport } from "../node/https/https-transport.ts";
import type { CommandContext } from "./command.ts";
import { askKeyPassphrase } from "./key-passphrase.ts";
import { describe } from "./messages.ts";

/** Somebody waits for every address. */
const LIMIT_MS = 3000;

/** How one address of a server answers. */
export interface Node {
  readonly address: string;
  readonly answer: NodeAnswer;
}

/** Asks every address of a server how it feels, without a token. */
export function askNodes(profile: ServerProfile, context: CommandContext): Promise<readonly Node[]> {
  const { clock, signal } = context;
  const { askPassphrase } = askKeyPassphrase(context);
  const ask = askPassphrase === undefined ? {} : { askPassphrase: rememberPassphrases(askPassphrase) };
  return Promise.all(
    profile.addresses.map(async (address) => {
      const one = { ...profile, addresses: [address] };
      const transport = createHttpsTransport({ profile: one, clock, timeoutMs: LIMIT_MS, ...ask });
      return { address, answer: await introduceNode(address, transport, signal) };
    }),
  );
}

const STATES: Readonly<Record<Exclude<NodeAnswer["kind"], "problem">, string>> = {
  active: "ready",
  standby: "standby",
  sealed: "sealed",
  uninitialised: "not set up yet",
};

/** `OpenBao 2.7.2 · ready`, or what keeps it from answering. */
export function nodeWords(answer: NodeAnswer): string {
  if (answer.kind === "problem") return describe(answer.problem).text;
  const { product = "Vault or OpenBao", version } = answer;
  return `${product}${version === undefined ? "" : ` ${version}`} · ${STATES[answer.kind]}`;
}

/** One word for a row of many. */
export function nodeState(answer: NodeAnswer): string {
  if (answer.kind !== "problem") return STATES[answer.kind];
  return answer.problem.code === "unreachable" || answer.problem.code === "slow"
    ? "not reachable"
    : answer.problem.code;
}
