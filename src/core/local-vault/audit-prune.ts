import { SealBroken } from "../crypto/seal.ts";
import { openLink, readAnchor, writeAnchor } from "./audit-chain.ts";
import { NoteBroken } from "./note.ts";
import { readRows, type Sealing, writeRows } from "./rows.ts";
import type { ReadStore, StoredLink, VaultStorage } from "./storage.ts";

/** How much of the access log is kept. */
export interface Kept {
  readonly links: number;
  readonly days: number;
}

export const KEPT: Kept = { links: 100_000, days: 400 };

const DAY_MS = 86_400_000;
/** So many links are looked at for their age at a time: what is left is for the next time. */
const PAGE = 500;

/**
 * Removes the oldest links of the access log where there are more than are kept. The place where they ended is kept
 * sealed, so that the chain can be checked from there, and no more than these can be taken away unseen.
 */
export function pruneAudit(storage: VaultStorage, sealing: Sealing, now: number, kept: Kept = KEPT): void {
  const due = (store: ReadStore) => lastTooMany(store, sealing, now, kept);
  if (storage.read(due) === undefined) return;
  storage.write((store) => {
    const last = due(store);
    if (last === undefined) return;
    writeAnchor(writeRows(store, sealing), last);
    store.prune(last.sequence);
  });
}

/** The newest link that is to go; undefined where all stay. The very newest always stays, for it carries the mark of the end. */
function lastTooMany(store: ReadStore, sealing: Sealing, now: number, kept: Kept): StoredLink | undefined {
  const newest = store.lastLink()?.sequence ?? 0;
  const begin = readAnchor(readRows(store, sealing)).sequence;
  const byAge = lastBefore(store, sealing, begin, now - kept.days * DAY_MS);
  const sequence = Math.min(newest - 1, Math.max(newest - kept.links, byAge));
  return sequence > begin ? store.links(sequence + 1, 1)[0] : undefined;
}

/** The last of the oldest links whose lines are all older than `time`; `begin` where there is none. */
function lastBefore(store: ReadStore, sealing: Sealing, begin: number, time: number): number {
  let last = begin;
  for (const link of store.links(begin + PAGE + 1, PAGE).toReversed()) {
    if (newestLine(sealing, link) >= time) break;
    last = link.sequence;
  }
  return last;
}

/** A link that does not open stays until there are too many: the check of the chain is to find it. */
function newestLine(sealing: Sealing, link: StoredLink): number {
  try {
    return Math.max(...openLink(sealing, link).map(({ at }) => at));
  } catch (error) {
    if (error instanceof SealBroken || error instanceof NoteBroken) return Infinity;
    throw error;
  }
}
