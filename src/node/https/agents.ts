import { readFile } from "node:fs/promises";
import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { LookupFunction } from "node:net";
import { rootCertificates } from "node:tls";
import { ExpectedError } from "../../core/errors.ts";
import type { OwnIdentity } from "./client-certificate.ts";

/** After this time names are resolved again: an address may be moved by Dynamic DNS. */
const FRESH_MS = 60_000;
/** How long an idle connection is kept; servers keep theirs longer, so that none is closed under a request. */
const IDLE_MS = 15_000;

/** Connections that are kept open between requests, for one server. */
export interface Agents {
  /** Throws `bad-input` where a file with certificates cannot be read, `cancelled` where nobody opens it. */
  agentFor(protocol: string): Promise<Way>;
  /** Certificate authorities in PEM form; undefined: those Node trusts by itself. */
  authorities(): Promise<string[] | undefined>;
  /** Idle connections are closed, and the next request resolves the name again. */
  renew(): void;
}

/**
 * How one request goes. The TLS options go with the request as well as with the agent: VS Code puts an agent of its own
 * in the place of ours where a proxy may be needed (`http.proxySupport`).
 */
export interface Way {
  readonly agent: HttpAgent | HttpsAgent;
  readonly tls: OwnIdentity & { readonly ca?: string[] };
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
  /** What we show servers that ask for it; read when agents are made. */
  readonly identity?: (() => Promise<OwnIdentity>) | undefined;
}

/** Makes agents on first use. */
export function createAgents({ caFile, now, lookup, identity }: AgentsOptions): Agents {
  let agents:
    | { readonly http: HttpAgent; readonly https: HttpsAgent; readonly tls: Way["tls"]; readonly until: number }
    | undefined;

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
        const tls = { ...(await identity?.()), ...(ca === undefined ? {} : { ca }) };
        const keep = { keepAlive: true, timeout: IDLE_MS, ...(lookup === undefined ? {} : { lookup }) };
        agents = {
          http: new HttpAgent(keep),
          https: new HttpsAgent({ ...keep, ...tls }),
          tls,
          until: now() + FRESH_MS,
        };
      }
      return protocol === "https:" ? { agent: agents.https, tls: agents.tls } : { agent: agents.http, tls: {} };
    },
  };
}
