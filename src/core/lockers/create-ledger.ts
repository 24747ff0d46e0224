import type { Clock, Records } from "../ports.ts";
import type { Ledger } from "./ledger.ts";
import { stateAt } from "./misuse.ts";
import { parseEntry } from "./parse-entry.ts";

const PREFIX = "lockers/";

/** The ledger in encrypted notes, one a locker, so that two windows do not overwrite each other's. */
export function createLedger(records: Records, clock: Clock): Ledger {
  return {
    async entries() {
      const names = await records.names(PREFIX);
      const notes = await Promise.all(names.map((name) => records.read(name)));
      const now = clock.now();
      return notes
        .flatMap((note) => parseEntry(note) ?? [])
        .map((entry) => ({ ...entry, state: stateAt(entry, now) }))
        .toSorted((a, b) => b.made - a.made);
    },
    save: (entry) => records.write(`${PREFIX}${entry.id}`, { ...entry }),
    remove: (id) => records.remove(`${PREFIX}${id}`),
  };
}
