import { utf8, toBase64Url } from "../crypto/bytes.ts";
import { createHmac } from "../crypto/hmac.ts";
import type { Primitives } from "../crypto/primitives.ts";
import type { Random } from "../ports.ts";
import type { Field, SecretPath } from "../vault/types.ts";
import { createPlaceIndex, type Indexed } from "./place-index.ts";

/** Where a value is kept. */
export interface KnownPlace {
  readonly server: string;
  readonly at: SecretPath;
  readonly key: string;
}

/** A call that has begun: what it gives counts only while nobody has locked or signed out, or learnt newer things, meanwhile. */
export interface Call {
  readonly server: string;
  readonly round: number;
  /** Later calls have higher ones. */
  readonly order: number;
}

/** How the values of a secret became known; with `patched`, those of the other keys stay. */
export type Learnt = "read" | "written" | "patched";

/** Which values a window has met, and where: keyed digests in memory, never a value. */
export interface KnownValues {
  /** To be called before a call whose values are noted afterwards. */
  begin(server: string): Call;
  /** Notes the values of a secret. What was read counts for nothing where a later call has told of that secret already. */
  note(call: Call, at: SecretPath, fields: ReadonlyMap<string, Field | undefined>, learnt: Learnt): void;
  /** Forgets one secret, or all of a server. */
  forget(server: string, at?: SecretPath): void;
  /** Every place that is known to hold the value; none for a short one. */
  placesOf(value: string): readonly KnownPlace[];
  /** How many values are known. */
  readonly size: number;
  /** Servers of which something is known. */
  servers(): readonly string[];
  /** Forgets all, and overwrites the key. */
  end(): void;
}

export interface KnownValuesParts {
  readonly random: Random;
  readonly sha256: Primitives["sha256"];
  /** Called after each change. */
  readonly changed: () => void;
}

/** Shorter ones are in many places by chance, and few enough to be tried through. UTF-16 units. */
const SHORTEST = 8;
/** So many values are known at most; the secrets met longest ago are forgotten first. */
const MOST = 50_000;
const MAC_BYTES = 16;
/** Of so many secrets it is known which call told of them last; older ones have no reading under way any more. */
const MOST_TOLD = 10_000;

/** Knows nothing at first. The key is this object's own, so that digests mean nothing anywhere else. */
export function createKnownValues({ random, sha256, changed }: KnownValuesParts): KnownValues {
  const { macOf, wipe } = keyedDigest(random, sha256);
  const rounds = new Map<string, number>();
  const index = createPlaceIndex<KnownPlace>(MOST);
  const told = lastTold();
  let order = 0;

  function forget(ids: readonly string[]): void {
    const held = ids.filter((id) => index.of(id).length > 0);
    for (const id of held) index.set(id, []);
    if (held.length > 0) changed();
  }

  return {
    begin: (server) => ({ server, round: rounds.get(server) ?? 0, order: (order += 1) }),
    note: ({ server, round, order: began }, at, fields, learnt) => {
      if (round !== (rounds.get(server) ?? 0)) return;
      const id = idOf(server, at);
      // A reading may have looked before a change that was answered first; a change is the newest there is when it is done.
      if (learnt === "read" && began < told.of(id)) return;
      told.set(id, learnt === "read" ? began : (order += 1));
      const before = index.of(id);
      const stay = learnt === "patched" ? before.filter(({ place }) => !fields.has(place.key)) : [];
      const now = [...fields].flatMap(([key, field]): readonly Indexed<KnownPlace>[] => {
        const value = textOf(field);
        return value.length < SHORTEST ? [] : [{ mac: macOf(value), place: { server, at, key } }];
      });
      index.set(id, [...stay, ...now]);
      if (before.length > 0 || now.length > 0) changed();
    },
    forget: (server, at) => {
      if (at !== undefined) {
        told.set(idOf(server, at), (order += 1));
        return forget([idOf(server, at)]);
      }
      rounds.set(server, (rounds.get(server) ?? 0) + 1);
      forget(index.secrets().filter((id) => id.startsWith(`${server}\0`)));
    },
    placesOf: (value) => (index.size === 0 || value.length < SHORTEST ? [] : index.find(macOf(value))),
    get size() {
      return index.size;
    },
    servers: () => [...new Set(index.secrets().map((id) => id.slice(0, id.indexOf("\0"))))],
    end: () => {
      for (const id of index.secrets()) index.set(id, []);
      wipe();
    },
  };
}

/** Which call told of a secret last; 0 where that is not known. */
function lastTold() {
  const orders = new Map<string, number>();
  return {
    of: (id: string): number => orders.get(id) ?? 0,
    set(id: string, order: number): void {
      orders.delete(id);
      orders.set(id, order);
      const [oldest] = orders.keys();
      if (orders.size > MOST_TOLD && oldest !== undefined) orders.delete(oldest);
    },
  };
}

function keyedDigest(random: Random, sha256: Primitives["sha256"]) {
  const key = random.bytes(32);
  const hmac = createHmac(key, { sha256 });
  key.fill(0);
  return {
    wipe: (): void => hmac.wipe(),
    macOf: (value: string): string => {
      const bytes = utf8(value);
      const mac = toBase64Url(hmac.mac(bytes).subarray(0, MAC_BYTES));
      bytes.fill(0);
      return mac;
    },
  };
}

/** What is no text on the server cannot be the same as a text of a source file. */
function textOf(field: Field | undefined): string {
  return field === undefined || field.json ? "" : field.value.reveal();
}

function idOf(server: string, { mount, path }: SecretPath): string {
  return [server, mount, path].join("\0");
}
