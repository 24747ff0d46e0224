import { readFile } from "node:fs/promises";
import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { LookupFunction } from "node:net";
import { rootCertificates } from "node:tls";
import { ExpectedError } from "../../core/errors.ts";

/** After this time names are resolved again: an address may be moved by Dynamic DNS. */
const FRESH_MS = 60_000;
/** How long an idle connection is kept; servers keep theirs longer, so that none is closed under a request. */
const IDLE_MS = 15_000;

/** Connections that are kept open between requests, for one server. */
export interface Agents {
  /** Throws `bad-input` where the file with certificate authorities cannot be read. */
  agentFor(protocol: string): Promise<HttpAgent | HttpsAgent>;
  /** Certificate authorities in PEM form; undefined: those Node trusts by itself. */
  authorities(): Promise<string[] | undefined>;
  /** Idle connections are closed, and the next request resolves the name again. */
  renew(): void;
}

async function readAuthorities(file: string): Promise<string[]> {
  try {
    return [...rootCertificates, await readFile(file, "utf8")];
  } catch (error) {
    throw new ExpectedError(
      { code: "bad-input", what: file, reason: "the file with certificate authorities cannot be read" },
      { cause: error },
    );
  }
}

function closeIdle(agent: HttpAgent): void {
  for (const sockets of Object.values(agent.freeSockets)) for (const socket of sockets ?? []) socket.destroy();
}

export interface AgentsOptions {
  readonly caFile: string | undefined;
  readonly now: () => number;
  /** How names are resolved; the system's way if not given. */
  readonly lookup?: LookupFunction | undefined;
}

/** Makes agents on first use. */
export function createAgents({ caFile, now, lookup }: AgentsOptions): Agents {
  let agents: { readonly http: HttpAgent; readonly https: HttpsAgent; readonly until: number } | undefined;

  const authorities = async (): Promise<string[] | undefined> =>
    caFile === undefined ? undefined : readAuthorities(caFile);

  function renew(): void {
    const old = agents;
    agents = undefined;
    // Requests under way keep their connection; it is closed when it has been idle.
    if (old !== undefined) for (const agent of [old.http, old.https]) closeIdle(agent);
  }

  return {
    authorities,
    renew,
    agentFor: async (protocol) => {
      if (agents !== undefined && agents.until <= now()) renew();
      if (agents === undefined) {
        const ca = await authorities();
        const keep = { keepAlive: true, timeout: IDLE_MS, ...(lookup === undefined ? {} : { lookup }) };
        agents = {
          http: new HttpAgent(keep),
          https: new HttpsAgent({ ...keep, ...(ca === undefined ? {} : { ca }) }),
          until: now() + FRESH_MS,
        };
      }
      return protocol === "https:" ? agents.https : agents.http;
    },
  };
}
