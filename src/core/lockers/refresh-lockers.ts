import { ExpectedError } from "../errors.ts";
import type { CallOptions } from "../vault/client.ts";
import { ownersLook } from "./inspect.ts";
import type { LedgerEntry } from "./ledger.ts";
import type { LockerParts } from "./locker-parts.ts";
import { judge, type Alarm } from "./misuse.ts";

export interface RefreshedLockers {
  /** All entries, newest first. */
  readonly entries: readonly LedgerEntry[];
  readonly alarms: readonly { readonly entry: LedgerEntry; readonly alarm: Alarm }[];
  /** Ids of living lockers of which their server told nothing. */
  readonly unknown: ReadonlySet<string>;
}

/**
 * Asks the servers, with the owner's token, how the living lockers are; no locker's use is spent. What is learnt goes
 * into the ledger. A server that does not answer leaves its lockers as they are, in `unknown`.
 */
export async function refreshLockers(parts: LockerParts, options: CallOptions): Promise<RefreshedLockers> {
  const entries: LedgerEntry[] = [];
  const alarms: { entry: LedgerEntry; alarm: Alarm }[] = [];
  const unknown = new Set<string>();
  const silent = new Set<string>();
  for (const old of await parts.ledger.entries()) {
    const { entry, alarm, told } = await refreshed(parts, old, silent, options);
    entries.push(entry);
    if (!told) unknown.add(entry.id);
    if (alarm !== undefined) alarms.push({ entry, alarm });
  }
  return { entries, alarms, unknown };
}

interface Refreshed {
  readonly entry: LedgerEntry;
  readonly alarm: Alarm | undefined;
  readonly told: boolean;
}

async function refreshed(
  parts: LockerParts,
  entry: LedgerEntry,
  silent: Set<string>,
  options: CallOptions,
): Promise<Refreshed> {
  if (entry.state !== "live" && entry.state !== "misused") return { entry, alarm: undefined, told: true };
  const facts = silent.has(entry.server) ? "not-told" : await look(parts, entry, options);
  if (facts === "not-told") {
    silent.add(entry.server); // asked once, not for each of its lockers
    return { entry, alarm: undefined, told: false };
  }
  const judged = judge(entry, facts, parts.clock.now());
  await parts.ledger.save(judged.entry);
  return { ...judged, told: true };
}

async function look(
  { connections }: LockerParts,
  { server, accessor }: LedgerEntry,
  options: CallOptions,
): ReturnType<typeof ownersLook> {
  try {
    return await ownersLook(connections, server, accessor, options);
  } catch (error) {
    if (error instanceof ExpectedError && error.problem.code !== "cancelled") return "not-told";
    throw error;
  }
}
