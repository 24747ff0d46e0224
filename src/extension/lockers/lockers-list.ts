import type { AuditContext } from "../../core/audit/audit.ts";
import { createNewest } from "../../core/async/newest.ts";
import { problemCode } from "../../core/errors.ts";
import type { LedgerEntry } from "../../core/lockers/ledger.ts";
import type { LockerParts } from "../../core/lockers/locker-parts.ts";
import { refreshLockers, type RefreshedLockers } from "../../core/lockers/refresh-lockers.ts";
import { lockerOrder, type LockerNotes } from "./locker-row.ts";

/** What the Lockers view shows: the ledger as it was last read, and what is known besides. */
export interface LockersList {
  /** In the order of the view. */
  entries(): readonly LedgerEntry[];
  find(id: string): LedgerEntry | undefined;
  notes(id: string): LockerNotes;
  /** Reads the ledger again; asks no server. */
  reload(): Promise<void>;
  /** Asks the servers how the living lockers are, with the owner's token: free. Gives what is new to be alarmed about. */
  confirm(): Promise<RefreshedLockers["alarms"]>;
}

const AUDIT: AuditContext = { who: "lockers view", why: "uses left" };

export function createLockersList(parts: () => LockerParts): LockersList {
  let all: readonly LedgerEntry[] = [];
  let kept: ReadonlySet<string> = new Set();
  const unknown = new Map<string, number>();
  const begin = createNewest();

  /** `isNewest`: the ledger was not read again since. A server that answers late tells of one without the locker made meanwhile. */
  async function take(entries: readonly LedgerEntry[], isNewest: () => boolean): Promise<void> {
    const { tokens } = parts();
    const found = await Promise.all(entries.map(async ({ id }) => tokens.find(id, "locker")));
    if (!isNewest()) return;
    kept = new Set(entries.filter((_, i) => found[i] !== undefined).map(({ id }) => id));
    all = entries;
  }

  async function reload(): Promise<void> {
    const isNewest = begin();
    try {
      await take(await parts().ledger.entries(), isNewest);
    } catch (error) {
      // The keeper is locked: the view says so itself.
      if (problemCode(error) === undefined) throw error;
      await take([], isNewest);
    }
  }

  return {
    entries: () => lockerOrder(all, parts().clock.now()),
    find: (id) => all.find((entry) => entry.id === id),
    notes: (id) => ({ isTokenKept: kept.has(id), unknownSince: unknown.get(id) }),
    reload,
    async confirm() {
      if (!all.some(({ state }) => state === "live" || state === "misused")) return [];
      const isNewest = begin();
      const refreshed = await refreshLockers(parts(), { audit: AUDIT });
      const now = parts().clock.now();
      for (const { id } of refreshed.entries) {
        if (!refreshed.unknown.has(id)) unknown.delete(id);
        else if (!unknown.has(id)) unknown.set(id, now);
      }
      // Otherwise the ledger was read meanwhile, and holds by now what the servers have told.
      await (isNewest() ? take(refreshed.entries, isNewest) : reload());
      return refreshed.alarms;
    },
  };
}
