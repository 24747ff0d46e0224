import type { SecretPath } from "../../vault/types.ts";
import { parseQuery, type Query, score, type Searchable, searchable } from "./match.ts";

/** A secret that was found; with a key where that is what fits. */
export interface Hit {
  readonly server: string;
  readonly at: SecretPath;
  readonly key: string | undefined;
  readonly score: number;
}

/** Paths of secrets, and the names of keys where they are known, by server. No value. */
export interface PathIndex {
  readonly size: number;
  servers(): readonly string[];
  add(server: string, at: SecretPath): void;
  remove(server: string, at: SecretPath): void;
  /** The names of a secret's keys, as somebody read them. The secret itself is added where it is missing. */
  keys(server: string, at: SecretPath, names: readonly string[]): void;
  knowsKeys(server: string, at: SecretPath): boolean;
  /** All that is known of a server. */
  forget(server: string): void;
  /** Its secrets, in the order they were added. */
  pathsOf(server: string): Iterable<SecretPath>;
  /** The best, at most `limit`; of each server the best first, the server with the best of all first. */
  search(typed: string, limit: number): readonly Hit[];
}

interface Entry extends Searchable {
  readonly at: SecretPath;
  keys: readonly Key[] | undefined;
}

interface Key extends Searchable {
  readonly key: string;
}

export function createPathIndex(): PathIndex {
  const servers = new Map<string, Map<string, Entry>>();

  function entryOf(server: string, at: SecretPath): Entry {
    const entries = servers.get(server) ?? new Map<string, Entry>();
    servers.set(server, entries);
    const full = `${at.mount}/${at.path}`;
    const entry = entries.get(full) ?? { ...searchable(full), at, keys: undefined };
    entries.set(full, entry);
    return entry;
  }
  const find = (server: string, { mount, path }: SecretPath): Entry | undefined =>
    servers.get(server)?.get(`${mount}/${path}`);

  return {
    get size() {
      return [...servers.values()].reduce((sum, { size }) => sum + size, 0);
    },
    servers: () => [...servers.keys()],
    add: (server, at) => void entryOf(server, at),
    remove: (server, { mount, path }) => void servers.get(server)?.delete(`${mount}/${path}`),
    keys: (server, at, names) => {
      const entry = entryOf(server, at);
      entry.keys = names.map((key) => ({ ...searchable(key), name: 0, key }));
    },
    knowsKeys: (server, at) => find(server, at)?.keys !== undefined,
    forget: (server) => void servers.delete(server),
    pathsOf: function* pathsOf(server) {
      for (const { at } of servers.get(server)?.values() ?? []) yield at;
    },
    search: (typed, limit) => {
      const query = parseQuery(typed);
      if (query.words.length === 0) return [];
      const best = createBest(limit);
      for (const [server, entries] of servers) {
        for (const entry of entries.values()) collect(query, server, entry, best.add);
      }
      return grouped(best.all());
    },
  };
}

/** The secret by its path, and each of its keys by name. */
function collect(query: Query, server: string, { at, keys, ...target }: Entry, add: (hit: Hit) => void): void {
  const points = score(query, target);
  if (points > 0) add({ server, at, key: undefined, score: points });
  for (const { key, ...name } of keys ?? []) {
    const pointsOfKey = score(query, name);
    if (pointsOfKey > 0) add({ server, at, key, score: pointsOfKey });
  }
}

/** Keeps the best of many without sorting all. */
function createBest(limit: number) {
  let kept: Hit[] = [];
  let least = 0;
  const cut = (): void => {
    kept = kept.toSorted((a, b) => b.score - a.score).slice(0, limit);
    if (kept.length === limit) least = kept.at(-1)?.score ?? 0;
  };
  return {
    add: (hit: Hit): void => {
      if (hit.score <= least) return;
      kept.push(hit);
      if (kept.length >= 8 * limit) cut();
    },
    all: (): readonly Hit[] => {
      cut();
      return kept;
    },
  };
}

function grouped(hits: readonly Hit[]): readonly Hit[] {
  const servers = new Map<string, Hit[]>();
  for (const hit of hits) {
    const ofServer = servers.get(hit.server);
    if (ofServer === undefined) servers.set(hit.server, [hit]);
    else ofServer.push(hit);
  }
  return [...servers.values()].flat();
}
