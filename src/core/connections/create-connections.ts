import type { AuditPort } from "../audit/audit.ts";
import { ExpectedError } from "../errors.ts";
import type { LocalVault } from "../local-vault/local-vault.ts";
import type { Clock } from "../ports.ts";
import type { Secret } from "../secrets/secret.ts";
import type { Sessions } from "../sessions/sessions.ts";
import { createLocalTransport } from "../transport/local-transport.ts";
import type { Transport } from "../transport/transport.ts";
import { observedClient } from "../stored/observed-client.ts";
import type { KnownValues } from "../stored/known-values.ts";
import type { VaultClient } from "../vault/client.ts";
import { createVaultClient, type VaultClientOptions } from "../vault/create-vault-client.ts";
import { rememberMounts, type KnownMounts } from "../vault/mount-kinds.ts";
import { LOCAL, type Connections, type ServerProfile } from "./connections.ts";
import { expandHome } from "./home.ts";
import { findProfile } from "./find-profile.ts";

export interface ConnectionsOptions {
  /** Read anew at every use: settings change. Without `local`. */
  readonly profiles: () => readonly ServerProfile[];
  readonly localVault: LocalVault;
  /** The way to a server; the same one for the same profile (`rememberTransports`). */
  readonly transportFor: (profile: ServerProfile) => Transport;
  readonly sessions: Sessions;
  /** For calls to servers; the local vault keeps its own log, from the context of each request. */
  readonly audit: AuditPort;
  readonly clock: Clock;
  /** Gets to know what the person's own clients read and write. */
  readonly known?: KnownValues;
}

/** The local vault tells of its requests itself, in the same transaction. */
const TOLD_THERE: AuditPort = { record: () => Promise.resolve() };

/** What a look-up of the session is told as. */
const SESSION = { audit: { who: "session" } };

type Where = Pick<VaultClientOptions, "server" | "transport" | "namespace" | "audit" | "clock">;

/** Wires the ways to every server together. Nothing is connected before a client is asked something. */
export function createConnections(options: ConnectionsOptions): Connections {
  const { profiles, localVault, sessions, clock } = options;
  const local = createLocalTransport(localVault);
  const known = new Map<string, KnownMounts>();

  function knownMounts(server: string, accessor: string): KnownMounts {
    const key = `${server} ${accessor}`;
    const mounts = known.get(key) ?? rememberMounts(clock);
    known.set(key, mounts);
    return mounts;
  }

  function where(server: string): Where {
    if (server === LOCAL) return { server, transport: local, namespace: undefined, audit: TOLD_THERE, clock };
    const profile = findProfile(profiles(), server);
    const { namespace } = profile;
    return { server, transport: options.transportFor(profile), namespace, audit: options.audit, clock };
  }

  async function ownToken(server: string, signal: AbortSignal | undefined) {
    if (server === LOCAL) return { token: await localVault.ownerToken(), accessor: "" };
    return sessions.vaultToken(server, signal === undefined ? SESSION : { ...SESSION, signal });
  }

  return {
    profiles,
    client: async (server, signal): Promise<VaultClient> => {
      const place = where(server);
      const { token, accessor } = await ownToken(server, signal);
      const client = createVaultClient({
        ...place,
        token,
        accessor: accessor || undefined,
        knownMounts: knownMounts(server, accessor),
        ...(server === LOCAL ? {} : { replaceToken: (dead, call) => sessions.replaceToken(server, dead, call) }),
      });
      return options.known === undefined ? client : observedClient(client, options.known);
    },
    clientWith: async (server, token: Secret, more) =>
      createVaultClient({ ...where(server), token, limitedUse: more?.limitedUse ?? false }),
    separateLogin: async (server, callOptions) =>
      server === LOCAL ? undefined : sessions.separateLogin(server, callOptions),
    home: async (server) => {
      if (server === LOCAL) return undefined;
      const template = findProfile(profiles(), server).home;
      if (template === undefined) return undefined;
      const session = await sessions.session(server);
      if (session === undefined) throw new ExpectedError({ code: "signed-out", server });
      return expandHome(template, session.claims);
    },
  };
}
