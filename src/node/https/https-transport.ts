import type { LookupFunction } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import type { ServerProfile } from "../../core/connections/connections.ts";
import type { Clock } from "../../core/ports.ts";
import { normalAddress } from "../../core/transport/addresses.ts";
import { createClusterTransport } from "../../core/transport/cluster-transport.ts";
import type { Transport } from "../../core/transport/transport.ts";
import { createAgents } from "./agents.ts";
import { createClientCertificate, type AskPassphrase } from "./client-certificate.ts";
import { createHttpsExchange } from "./https-exchange.ts";

export interface HttpsTransportOptions {
  readonly profile: Pick<ServerProfile, "name" | "addresses" | "caFile" | "clientCertificate">;
  readonly clock: Clock;
  /** For one exchange, in milliseconds; 30 s if not given. */
  readonly timeoutMs?: number;
  /** Largest answer, in bytes; 64 MiB if not given: Vault takes 32 MiB at most. */
  readonly limitBytes?: number;
  /** How names are resolved; the system's way if not given. */
  readonly lookup?: LookupFunction;
  /** Asks for the passphrase of a client certificate's key; nobody is asked if not given. */
  readonly askPassphrase?: AskPassphrase;
}

/** Waits; an abort ends it early, without an error: whoever waits looks at the signal. */
async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  await wait(milliseconds, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
}

/**
 * The way to one cluster by HTTP(S). Connects on the first request. Throws `insecure-address` or `bad-input` at once for
 * addresses that may not be used.
 */
export function createHttpsTransport(options: HttpsTransportOptions): Transport {
  const { profile, clock, timeoutMs = 30_000, limitBytes = 64 * 1024 * 1024 } = options;
  const addresses = profile.addresses.map((address) => normalAddress(address));
  const { caFile, clientCertificate } = profile;
  const agents = createAgents({
    caFile,
    now: () => clock.now(),
    lookup: options.lookup,
    identity: clientCertificate && createClientCertificate(clientCertificate, options.askPassphrase),
  });
  const exchange = createHttpsExchange({ server: profile.name, agents, timeoutMs, limitBytes });
  return createClusterTransport({
    server: profile.name,
    addresses,
    exchange,
    forgetConnections: () => agents.renew(),
    clock,
    pause,
  });
}
