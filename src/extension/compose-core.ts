import type { ExtensionContext } from "vscode";
import type { Connections, ServerProfile } from "../core/connections/connections.ts";
import { createConnections } from "../core/connections/create-connections.ts";
import { rememberTransports } from "../core/connections/remember-transports.ts";
import type { LocalVaultKeeper } from "../core/local-vault/local-vault.ts";
import { createSessions } from "../core/sessions/create-sessions.ts";
import { createOpenIdConnect } from "../core/sessions/openid-connect.ts";
import { keychainSessions, type SessionStore } from "../core/sessions/session-store.ts";
import { sessionsOfThisWindow } from "../core/sessions/window-sessions.ts";
import type { Oidc } from "../core/sessions/oidc.ts";
import type { Sessions } from "../core/sessions/sessions.ts";
import { createReach, type Reach } from "../core/servers/reach.ts";
import { authoritiesFetch } from "../node/https/authorities-fetch.ts";
import { rememberPassphrases, type AskPassphrase } from "../node/https/client-certificate.ts";
import { createHttpsTransport } from "../node/https/https-transport.ts";
import { openLocalVaultInWorker } from "../node/local-vault/worker-proxy.ts";
import { createLoopback } from "../node/loopback/loopback.ts";
import { createFileLock } from "../node/locks/file-lock.ts";
import { places } from "../node/places.ts";
import { readTokenFile } from "../node/token-file.ts";
import { vaultAudit } from "./host/vault-audit.ts";
import { type Lazy, lazy } from "./lazy.ts";
import { type OwnSlot, ownSlot } from "./local-vault/own-slot.ts";
import { selfOpening } from "./local-vault/self-opening.ts";
import { askKeyPassphrase } from "./servers/ask-key-passphrase.ts";
import { storedProfiles } from "./servers/stored-profiles.ts";
import { describe } from "./messages.ts";
import type { Services } from "./services.ts";
import type { WindowKnownValues } from "./stored/window-known-values.ts";

/** The parts of the core, each built at its first use. */
export interface CoreParts {
  readonly localVault: Lazy<LocalVaultKeeper>;
  readonly ownSlot: Lazy<OwnSlot>;
  readonly sessions: Lazy<Sessions>;
  readonly connections: Lazy<Connections>;
  readonly reach: Lazy<Reach>;
  readonly transportTo: Services["transportTo"];
}

type Host = Pick<Services, "clock" | "globalMemory" | "keychain" | "log" | "settings" | "changes" | "ask"> & {
  readonly known: Pick<WindowKnownValues, "values">;
};

/** Sessions in SecretStorage, which tells of changes by other windows; where it keeps nothing, in this window alone. */
function sessionStore(
  { secrets }: Pick<ExtensionContext, "secrets">,
  { keychain, ask }: Pick<Host, "keychain" | "ask">,
): SessionStore {
  const kept = keychainSessions(keychain, (listener) => {
    const listening = secrets.onDidChange(({ key }) => listener(key));
    return () => listening.dispose();
  });
  return sessionsOfThisWindow(kept, () => {
    void ask.toast({ level: "warning", text: describe({ code: "storage-not-kept" }).text });
  });
}

export function composeCore(context: Pick<ExtensionContext, "secrets" | "asAbsolutePath">, host: Host): CoreParts {
  const { clock, keychain, log, changes, known } = host;
  const askPassphrase = rememberPassphrases(askKeyPassphrase(host.ask));
  const where = lazy(places);
  const vault = lazy(() =>
    openLocalVaultInWorker({ file: where().vault, worker: context.asAbsolutePath("dist/local-vault-worker.cjs") }),
  );
  const slot = lazy(() => ownSlot(vault(), keychain, host.globalMemory));
  const localVault = lazy(() => selfOpening(vault(), slot()));
  const transportFor = rememberTransports((profile) => createHttpsTransport({ profile, clock, askPassphrase }));
  const profiles = () => storedProfiles(host);
  const audit = vaultAudit(localVault, log);
  const sessions = lazy(() => {
    const made = createSessions({
      profiles,
      store: sessionStore(context, host),
      lock: createFileLock(where().directory),
      oidc: openIdConnect(clock),
      readTokenFile,
      transportFor,
      audit,
      clock,
    });
    made.onChange(() => changes.tell({ kind: "servers" }));
    return made;
  });
  return {
    localVault,
    ownSlot: slot,
    sessions,
    connections: lazy(() =>
      createConnections({
        profiles,
        localVault: localVault(),
        transportFor,
        sessions: sessions(),
        audit,
        clock,
        known: known.values,
      }),
    ),
    ...looks(host, profiles, askPassphrase),
  };
}

function openIdConnect(clock: Host["clock"]): Oidc {
  return createOpenIdConnect({
    loopback: createLoopback(),
    clock,
    fetchFor: (profile) => authoritiesFetch(profile, () => clock.now()),
  });
}

/** Ways to single addresses, and what they tell of a server. */
function looks(
  { clock, changes }: Host,
  profiles: () => readonly ServerProfile[],
  askPassphrase: AskPassphrase,
): Pick<CoreParts, "reach" | "transportTo"> {
  const transportTo: CoreParts["transportTo"] = (address, { caFile, clientCertificate } = {}) =>
    createHttpsTransport({
      profile: { name: address, addresses: [address], caFile, clientCertificate },
      clock,
      timeoutMs: 5000,
      askPassphrase,
    });
  const changed = (): void => changes.tell({ kind: "servers" });
  const isCurrent = ({ name, addresses }: ServerProfile): boolean =>
    profiles().some((one) => one.name === name && one.addresses.join(" ") === addresses.join(" "));
  return {
    transportTo,
    reach: lazy(() =>
      createReach({ transportTo: (profile, address) => transportTo(address, profile), clock, isCurrent, changed }),
    ),
  };
}
