import type { Disposable } from "vscode";
import { inParallel } from "../../../core/async/in-parallel.ts";
import { problemCode } from "../../../core/errors.ts";
import { createPathIndex, type Hit, type PathIndex } from "../../../core/secrets/search/path-index.ts";
import type { VaultClient } from "../../../core/vault/client.ts";
import type { SecretPath } from "../../../core/vault/types.ts";
import type { Change, Services } from "../../services.ts";
import type { KeyPlace, SecretPlace } from "../place.ts";
import { createListedServers, type ListedServers, type NotSearched } from "./listed-servers.ts";
import { createRecentPlaces, type RecentPlaces } from "./recent-places.ts";

const READS_AT_ONCE = 8;

/** Names of secrets that were listed or read in this session. Kept in memory only: at rest, names are secret too. */
export interface SecretSearch extends Disposable {
  readonly index: PathIndex;
  readonly recent: Pick<RecentPlaces, "used" | "all">;
  /** What a hit stands for. */
  placeOf(hit: Hit): SecretPlace | KeyPlace;
  /** Lists every server that was not listed lately. `progress` is called often. */
  list(signal: AbortSignal, progress: () => void): Promise<readonly NotSearched[]>;
  /** Reads the secrets whose keys are not known. Throws what the first failure was; what was read until then counts. */
  readKeys(signal: AbortSignal, progress: (done: number) => void): Promise<void>;
  /** How many that would be. */
  unknownKeys(): number;
  /** The next search lists all again. */
  outdated(): void;
  /** Somebody read the names of a secret's keys. */
  keysRead(place: SecretPlace, keys: readonly string[]): void;
}

interface Named {
  readonly server: string;
  readonly at: SecretPath;
}

export function createSecretSearch(services: Services): SecretSearch {
  const index = createPathIndex();
  const recent = createRecentPlaces();
  const servers = createListedServers(services, index, (server) => recent.forget(server));
  const heard = services.changes.on((change) => note(change, index, servers));
  const unknown = (): readonly Named[] =>
    index
      .servers()
      .flatMap((server) =>
        [...index.pathsOf(server)].filter((at) => !index.knowsKeys(server, at)).map((at) => ({ server, at })),
      );
  return {
    index,
    recent,
    placeOf: ({ server, at, key }) => {
      const secret = { kind: "secret", server, engine: servers.engineOf(server, at.mount), at } as const;
      return key === undefined ? secret : { ...secret, kind: "key", key };
    },
    list: async (signal, progress) => {
      const present = await servers.present();
      return (await Promise.all(present.map(async (one) => servers.list(one, signal, progress)))).flat();
    },
    unknownKeys: () => unknown().length,
    outdated: () => servers.outdated(),
    readKeys: async (signal, progress) => {
      let done = 0;
      const read = async ({ server, at }: Named): Promise<void> => {
        const client = await services.connections().client(server, signal);
        const names = await namesOf(client, at, signal);
        if (servers.isPresent(server)) index.keys(server, at, names);
        progress((done += 1));
      };
      await inParallel(unknown(), READS_AT_ONCE, read, signal);
    },
    keysRead: ({ server, at }, keys) => {
      void servers.present().then(() => servers.isPresent(server) && index.keys(server, at, keys));
    },
    dispose: () => heard.dispose(),
  };
}

/** What changed elsewhere is found, or no longer found, without listing all again. */
function note(change: Change, index: PathIndex, servers: ListedServers): void {
  if (change.kind === "servers" || change.kind === "local-vault") void servers.present();
  if (change.kind !== "secrets") return;
  const { server, at, deleted } = change;
  if (at === undefined) servers.outdated(server);
  else if (deleted === "for-good") index.remove(server, at);
  else if (servers.isPresent(server)) index.add(server, at);
}

/** None where it cannot be read: a deleted version, or a secret that this token may only list. */
async function namesOf(
  client: Pick<VaultClient, "read">,
  at: SecretPath,
  signal: AbortSignal,
): Promise<readonly string[]> {
  try {
    const { fields } = await client.read(at, { signal, audit: { who: "search", why: "names of the keys" } });
    return [...fields.keys()];
  } catch (error) {
    const code = problemCode(error);
    if (code === "version-gone" || code === "not-found" || code === "not-allowed" || code === "bad-path") return [];
    throw error;
  }
}
