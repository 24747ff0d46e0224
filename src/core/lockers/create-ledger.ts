import type { Clock, Records } from "../ports.ts";
import type { Ledger, LedgerEntry } from "./ledger.ts";
import { stateAt } from "./misuse.ts";
import { parseEntry } from "./parse-entry.ts";

const PREFIX = "lockers/";

/** The ledger in encrypted notes, one a locker, so that two windows do not overwrite each other's. */
export function createLedger(records: Records, clock: Clock): Ledger {
  const read = async (name: string): Promise<LedgerEntry | undefined> => {
    const entry = parseEntry(await records.read(name));
    return entry && { ...entry, state: stateAt(entry, clock.now()) };
  };
  return {
    async entries() {
      const names = await records.names(PREFIX);
      const entries = await Promise.all(names.map(read));
      return entries.filter((entry) => entry !== undefined).toSorted((a, b) => b.made - a.made);
    },
    find: async (id) => read(`${PREFIX}${id}`),
    save: (entry) => records.write(`${PREFIX}${entry.id}`, { ...entry }),
    remove: (id) => records.remove(`${PREFIX}${id}`),
  };
}
