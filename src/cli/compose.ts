import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { AuditPort } from "../core/audit/audit.ts";
import { LOCAL, type ServerProfile } from "../core/connections/connections.ts";
import { createConnections } from "../core/connections/create-connections.ts";
import { findProfile } from "../core/connections/find-profile.ts";
import { mergeProfiles, profilesFromEnvironment } from "../core/connections/profiles-from-environment.ts";
import { rememberTransports } from "../core/connections/remember-transports.ts";
import { ExpectedError } from "../core/errors.ts";
import { createLedger } from "../core/lockers/create-ledger.ts";
import { createLockerTokens } from "../core/lockers/locker-tokens.ts";
import type { Records } from "../core/ports.ts";
import { createSessions } from "../core/sessions/create-sessions.ts";
import { createOpenIdConnect } from "../core/sessions/openid-connect.ts";
import { recordsSessions } from "../core/sessions/session-store.ts";
import { printable } from "../core/text/printable.ts";
import { authoritiesFetch } from "../node/https/authorities-fetch.ts";
import { createHttpsTransport } from "../node/https/https-transport.ts";
import { systemRandom } from "../node/local-vault/primitives.ts";
import { openLocalVaultInWorker } from "../node/local-vault/worker-proxy.ts";
import { createFileLock } from "../node/locks/file-lock.ts";
import { createLoopback } from "../node/loopback/loopback.ts";
import { othersCanRead } from "../node/owner-only.ts";
import { type Places, places } from "../node/places.ts";
import { readTokenFile } from "../node/token-file.ts";
import type { ServiceContext } from "./cli.ts";
import { askKeyPassphrase } from "./key-passphrase.ts";
import { describe } from "./messages.ts";
import { passphrases } from "./passphrase.ts";
import { readServers } from "./servers-file.ts";
import type { Services } from "./services.ts";
import { unlockOnDemand, type DemandedVault } from "./unlock-on-demand.ts";

/** Wires one command's parts by hand. Reads `servers.json`; connects to nothing and opens no vault. Throws `unknown-server`. */
export async function compose(context: ServiceContext): Promise<Services> {
  const { clock, command } = context;
  const place = placesOf(context);
  const servers = join(place.directory, "servers.json");
  const own = await ownServers(context, servers);
  const environment = profilesFromEnvironment(context.env);
  const all = mergeProfiles(own, environment);
  const profiles = (): readonly ServerProfile[] => all;
  // One copy of the vault for the editor and the command line; neither Ctrl-C nor a timer waits for a busy database.
  const vault = openLocalVaultInWorker({
    file: place.vault,
    worker: join(import.meta.dirname, "local-vault-worker.cjs"),
  });
  const localVault = unlockOnDemand(vault, passphrases(context), command.storesSomething === true);
  const transportFor = rememberTransports((profile) =>
    createHttpsTransport({ profile, clock, ...askKeyPassphrase(context) }),
  );
  const noteFailed = warnOf(context, "ledger of lockers");
  const common = { profiles, transportFor, audit: auditBy(localVault, context), clock };
  const sessions = createSessions({
    ...common,
    store: recordsSessions(localVault.records),
    lock: createFileLock(join(place.directory, "locks")),
    oidc: createOpenIdConnect({
      loopback: createLoopback(),
      clock,
      fetchFor: (profile) => authoritiesFetch(profile, () => clock.now()),
    }),
    environmentTokens: environment.tokens,
    readTokenFile,
  });
  const connections = createConnections({ ...common, localVault, sessions });
  const records = forgetfulRecords(localVault);
  const ledger = createLedger(records, clock);
  const tokens = createLockerTokens(records);
  return {
    places: { ...place, servers },
    localVault,
    connections,
    sessions,
    lockers: { connections, ledger, tokens, clock, random: systemRandom, noteFailed },
    server: chosenServer(context, environment.anonymous?.name, all),
    ownServers: own,
    audit: (why, keys) => ({
      who: `cli ${command.name}`,
      ...(why === undefined ? {} : { why }),
      ...(keys === undefined ? {} : { keys }),
    }),
    close: () => localVault.close(),
  };
}

function placesOf(context: ServiceContext): Places {
  const place = places({ env: context.env, platform: process.platform, home: homedir() });
  warnOfOpenDirectory(context, place);
  return place;
}

/** Others who can look in see the files' names and sizes, and could copy one that is made readable by mistake. */
function warnOfOpenDirectory({ io }: ServiceContext, { directory, vault }: Places): void {
  if (!existsSync(vault) || !othersCanRead(directory)) return;
  const name = printable(directory);
  io.err(`lockers: warning: others on this computer can look into ${name}.\n  hint: chmod 700 ${name}\n`);
}

async function ownServers({ io }: ServiceContext, file: string): Promise<readonly ServerProfile[]> {
  const { profiles, problems } = await readServers(file);
  for (const problem of problems) io.err(`lockers: warning: ${printable(`${file}: ${describe(problem).text}`)}\n`);
  return profiles;
}

function chosenServer(
  { server, env }: ServiceContext,
  anonymous: string | undefined,
  profiles: readonly ServerProfile[],
): string {
  const chosen = server ?? (env["LOCKERS_SERVER"] || undefined) ?? anonymous ?? LOCAL;
  return chosen === LOCAL ? LOCAL : findProfile(profiles, chosen).name;
}

/** What happened on servers goes into the local vault's log, where that is open or can be opened without asking. */
function auditBy(localVault: DemandedVault, context: ServiceContext): AuditPort {
  return {
    failed: warnOf(context, "access log"),
    async record(event) {
      if (await localVault.openQuietly()) await localVault.recordAudit(event);
    },
  };
}

/** Says that what was done could not be noted; the command's result stands. */
function warnOf({ io }: ServiceContext, where: string): (error: unknown) => void {
  return (error) => {
    const why = error instanceof ExpectedError ? ` ${describe(error.problem).text}` : "";
    io.err(`lockers: warning: this could not be noted in the ${where}.${why}\n`);
  };
}

/** Notes in the local vault; where that is not there or stays locked, nothing is kept, and nobody is asked for it. */
function forgetfulRecords(localVault: DemandedVault): Records {
  const { records } = localVault;
  const kept = (): Promise<boolean> => localVault.openQuietly();
  return {
    read: async (name) => ((await kept()) ? records.read(name) : undefined),
    names: async (prefix) => ((await kept()) ? records.names(prefix) : []),
    write: async (name, note) => {
      if (await kept()) await records.write(name, note);
    },
    remove: async (name) => {
      if (await kept()) await records.remove(name);
    },
  };
}
