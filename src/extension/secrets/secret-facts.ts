/** What is known of a secret once its metadata or its keys were read: never its values. */
export interface SecretFacts {
  readonly version: number | undefined;
  /** Milliseconds since the epoch. */
  readonly created: number | undefined;
  readonly gone: "deleted" | "destroyed" | undefined;
  /** Undefined: not read. */
  readonly custom?: ReadonlyMap<string, string>;
}

/** What is known of secrets, by the id of their place, until something there changes. */
export interface FactsBook {
  get(id: string): SecretFacts | undefined;
  /** Somebody knows, without asking. */
  tell(id: string, facts: SecretFacts): void;
  /** Before reading: what it gives takes the answer, and drops it where the secret was changed meanwhile. */
  begin(id: string): (facts: SecretFacts) => void;
  /** What was known no longer holds: of one secret, or of all. */
  forget(id?: string): void;
  /** The same, of all whose id begins so. */
  forgetAll(prefix: string): void;
}

export function createFactsBook(): FactsBook {
  const known = new Map<string, SecretFacts>();
  const changes = new Map<string, number>();
  let changesOfAll = 0;
  const state = (id: string): string => `${changesOfAll}.${changes.get(id) ?? 0}`;
  const changed = (id: string): void => void changes.set(id, (changes.get(id) ?? 0) + 1);
  return {
    get: (id) => known.get(id),
    tell: (id, facts) => {
      changed(id);
      known.set(id, facts);
    },
    begin: (id) => {
      const before = state(id);
      return (facts) => {
        if (state(id) === before) known.set(id, { ...known.get(id), ...facts });
      };
    },
    forget: (id) => {
      if (id === undefined) {
        changesOfAll += 1;
        known.clear();
        changes.clear();
      } else {
        changed(id);
        known.delete(id);
      }
    },
    forgetAll: (prefix) => {
      changesOfAll += 1;
      for (const id of known.keys()) if (id.startsWith(prefix)) known.delete(id);
    },
  };
}
