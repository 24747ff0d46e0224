/** One value of a secret: its digest, and what stands for the place. */
export interface Indexed<Place> {
  readonly mac: string;
  readonly place: Place;
}

/** Places by the secret they are in and by the digest of what they hold. */
export interface PlaceIndex<Place> {
  of(secret: string): readonly Indexed<Place>[];
  /** Takes the place of what the secret held before. */
  set(secret: string, entries: readonly Indexed<Place>[]): void;
  secrets(): readonly string[];
  find(mac: string): readonly Place[];
  readonly size: number;
}

/** Empty. Holds at most `most` entries: the secrets set longest ago go first, the one just set never. */
export function createPlaceIndex<Place>(most: number): PlaceIndex<Place> {
  const bySecret = new Map<string, readonly Indexed<Place>[]>();
  const byMac = new Map<string, Set<Indexed<Place>>>();
  let size = 0;

  function drop(secret: string): void {
    const entries = bySecret.get(secret) ?? [];
    bySecret.delete(secret);
    for (const entry of entries) {
      const alike = byMac.get(entry.mac);
      alike?.delete(entry);
      if (alike?.size === 0) byMac.delete(entry.mac);
    }
    size -= entries.length;
  }

  /** In place: a vault may hold one default value in thousands of secrets. */
  function add(entry: Indexed<Place>): void {
    const alike = byMac.get(entry.mac);
    if (alike === undefined) byMac.set(entry.mac, new Set([entry]));
    else alike.add(entry);
  }

  function shrink(newest: string): void {
    for (const oldest of bySecret.keys()) {
      if (size <= most || oldest === newest) return;
      drop(oldest);
    }
  }

  return {
    of: (secret) => bySecret.get(secret) ?? [],
    set: (secret, entries) => {
      drop(secret);
      if (entries.length === 0) return;
      bySecret.set(secret, entries);
      for (const entry of entries) add(entry);
      size += entries.length;
      shrink(secret);
    },
    secrets: () => [...bySecret.keys()],
    find: (mac) => Array.from(byMac.get(mac) ?? [], ({ place }) => place),
    get size() {
      return size;
    },
  };
}
