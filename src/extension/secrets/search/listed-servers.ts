import { createNewest } from "../../../core/async/newest.ts";
import { LOCAL } from "../../../core/connections/connections.ts";
import { ExpectedError, type Problem, problemCode } from "../../../core/errors.ts";
import type { PathIndex } from "../../../core/secrets/search/path-index.ts";
import { walk } from "../../../core/secrets/search/walk.ts";
import type { SecretPath } from "../../../core/vault/types.ts";
import type { Services } from "../../services.ts";
import type { Engine } from "../place.ts";
import { type Searched, searchedServers } from "./searched-servers.ts";

/** What a server listed is taken to hold for so long; the vault on this computer is listed each time. */
const FRESH_MS = 60_000;

/** What cannot be searched, and why. */
export interface NotSearched {
  readonly server: string;
  readonly why: "locked" | "signed-out" | Problem | { readonly closedFolders: number };
}

/** Which servers an index holds names of, how old those are, and whether they may still be shown. */
export interface ListedServers {
  /** Servers whose names may be in the index now; those of another session, state or profile are forgotten. */
  present(): Promise<readonly Searched[]>;
  isPresent(server: string): boolean;
  /** Lists it where that was not done lately. Never throws what a person can meet: tells why it is not searched. */
  list(one: Searched, signal: AbortSignal, progress: () => void): Promise<readonly NotSearched[]>;
  /** The next search lists it again; all where none is named. */
  outdated(server?: string): void;
  engineOf(server: string, mount: string): Engine;
}

export function createListedServers(
  services: Services,
  index: PathIndex,
  forgotten: (server: string) => void,
): ListedServers {
  const known = new Map<string, { readonly until: number; readonly closed: number }>();
  const states = new Map<string, string>();
  const lister = createLister(services, index, ({ server, state }) => states.get(server) === state);

  async function closedFolders(one: Searched, signal: AbortSignal, progress: () => void): Promise<number> {
    const before = known.get(one.server);
    if (one.server !== LOCAL && before !== undefined && before.until > services.clock.now()) return before.closed;
    const closed = await lister.list(one, signal, progress);
    if (!signal.aborted) known.set(one.server, { until: services.clock.now() + FRESH_MS, closed });
    return closed;
  }

  return {
    isPresent: (server) => states.has(server),
    present: createPresent(services, states, (server) => {
      index.forget(server);
      known.delete(server);
      forgotten(server);
    }),
    list: async (one, signal, progress) => {
      const { server, is } = one;
      if (is !== "open") return [{ server, why: is }];
      try {
        const closed = await closedFolders(one, signal, progress);
        return closed === 0 ? [] : [{ server, why: { closedFolders: closed } }];
      } catch (error) {
        if (problemCode(error) === "cancelled") return [];
        if (error instanceof ExpectedError) return [{ server, why: error.problem }];
        services.log.problem("search", error);
        return [];
      }
    },
    outdated: (server) => {
      if (server === undefined) known.clear();
      else known.delete(server);
    },
    engineOf: lister.engineOf,
  };
}

/** Looks how it stands with each server, and forgets those with which it stands otherwise than in `states`. */
function createPresent(
  services: Services,
  states: Map<string, string>,
  forget: (server: string) => void,
): ListedServers["present"] {
  const begin = createNewest();
  let newest: ReturnType<ListedServers["present"]> | undefined;

  async function look(): Promise<readonly Searched[]> {
    const isNewest = begin();
    const servers = await searchedServers(services);
    if (!isNewest() && newest !== undefined) return newest;
    const now = new Map(servers.map(({ server, state }) => [server, state]));
    for (const [server, state] of states) if (now.get(server) !== state) forget(server);
    states.clear();
    for (const [server, state] of now) states.set(server, state);
    return servers;
  }

  return async () => {
    newest = look();
    return newest;
  };
}

/** Fills the index from one server. `isNow`: it is neither locked nor signed out of, nor another one by now. */
function createLister(services: Services, index: PathIndex, isNow: (one: Searched) => boolean) {
  const engines = new Map<string, Engine>();
  return {
    engineOf: (server: string, mount: string): Engine => engines.get(idOf({ mount: server, path: mount })) ?? "kv-2",
    /** The number of folders that may not be listed. */
    list: async (one: Searched, signal: AbortSignal, progress: () => void): Promise<number> => {
      const { server } = one;
      const client = await services.connections().client(server, signal);
      const before = new Map([...index.pathsOf(server)].map((at) => [idOf(at), at]));
      let closed = 0;
      const found = (paths: readonly SecretPath[], engine: Engine): void => {
        if (!isNow(one)) return;
        for (const at of paths) {
          before.delete(idOf(at));
          index.add(server, at);
          engines.set(idOf({ mount: server, path: at.mount }), engine);
        }
        progress();
      };
      await walk(client, { found, refused: () => (closed += 1) }, { signal, audit: { who: "search" } });
      // what a closed folder held before may still be there
      if (!signal.aborted && isNow(one) && closed === 0) for (const at of before.values()) index.remove(server, at);
      return closed;
    },
  };
}

function idOf({ mount, path }: SecretPath): string {
  return `${mount}/${path}`;
}
