import { createConnections } from "../../src/core/connections/create-connections.ts";
import type { Connections, ServerProfile } from "../../src/core/connections/connections.ts";
import { rememberTransports } from "../../src/core/connections/remember-transports.ts";
import { ExpectedError } from "../../src/core/errors.ts";
import type { LocalVault } from "../../src/core/local-vault/local-vault.ts";
import type { Clock } from "../../src/core/ports.ts";
import { createSessions, type SessionsOptions } from "../../src/core/sessions/create-sessions.ts";
import type { Oidc } from "../../src/core/sessions/oidc.ts";
import type { Sessions } from "../../src/core/sessions/sessions.ts";
import { createHttpsTransport } from "../../src/node/https/https-transport.ts";
import { readTokenFile } from "../../src/node/token-file.ts";
import { memorySessions, noLock } from "./memory-stores.ts";
import { realClock, rememberAudit } from "./vault-client.ts";

const absent = (): Promise<never> => Promise.reject(new ExpectedError({ code: "vault-absent" }));

/** The vault on this computer before there is one. */
const noLocalVault: LocalVault = {
  file: "nowhere",
  state: async () => "absent",
  create: absent,
  unlock: absent,
  lock: async () => undefined,
  addSlot: absent,
  vaultId: async () => undefined,
  request: absent,
  ownerToken: absent,
  records: { read: absent, write: absent, remove: absent, names: absent },
  recordAudit: absent,
  auditEvents: absent,
  close: async () => undefined,
};

const refuses = (): Promise<never> => Promise.reject(new Error("this test has no OpenID provider"));
const noOidc: Oidc = { signInWithBrowser: refuses, signInWithDeviceCode: refuses, refresh: refuses };

/** A server whose people paste a token. */
export function tokenProfile(name: string, ...addresses: readonly string[]): ServerProfile {
  return { name, addresses, signIn: { kind: "token" }, namespace: undefined, caFile: undefined, home: undefined };
}

export interface Host {
  readonly sessions: Sessions;
  readonly connections: Connections;
  readonly audit: ReturnType<typeof rememberAudit>;
}

/** Sessions and connections wired as a host does it, with stores in memory. */
export function hostWith(
  profiles: readonly ServerProfile[],
  more: Partial<SessionsOptions> & { readonly localVault?: LocalVault; readonly clock?: Clock } = {},
): Host {
  const audit = rememberAudit();
  const clock = more.clock ?? realClock;
  const transportFor = rememberTransports((profile) => createHttpsTransport({ profile, clock }));
  const common = { profiles: () => profiles, transportFor, audit, clock };
  const sessions = createSessions({
    store: memorySessions(),
    lock: noLock,
    oidc: noOidc,
    readTokenFile,
    ...common,
    ...more,
  });
  const localVault = more.localVault ?? noLocalVault;
  return { sessions, connections: createConnections({ ...common, localVault, sessions }), audit };
}
