import { ExpectedError } from "../errors.ts";
import type { Secret } from "../secrets/secret.ts";
import type { CallOptions, TokenFacts } from "../vault/client.ts";
import { ownersLook } from "./inspect.ts";
import type { LedgerEntry } from "./ledger.ts";
import type { LockerParts } from "./locker-parts.ts";
import { judge, type Alarm, type Judgement } from "./misuse.ts";

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
  const silent: Silent = new Map();
  for (const old of await parts.ledger.entries()) {
    const { entry, alarm, told } = await refreshed(parts, old, silent, options);
    if (entry === undefined) continue;
    entries.push(entry);
    if (!told) unknown.add(entry.id);
    if (alarm !== undefined) alarms.push({ entry, alarm });
  }
  return { entries, alarms, unknown };
}

/** Servers that tell their lockers' owner nothing, and why. */
type Silent = Map<string, "not-told" | "unreachable">;

interface Refreshed {
  /** Undefined for one that was removed meanwhile. */
  readonly entry: LedgerEntry | undefined;
  readonly alarm: Alarm | undefined;
  readonly told: boolean;
}

async function refreshed(
  parts: LockerParts,
  entry: LedgerEntry,
  silent: Silent,
  options: CallOptions,
): Promise<Refreshed> {
  if (entry.state !== "live" && entry.state !== "misused") return { entry, alarm: undefined, told: true };
  const facts = silent.get(entry.server) ?? (await look(parts, entry, options));
  if (facts === "unreachable" || facts === "not-told") {
    silent.set(entry.server, facts); // asked once, not for each of its lockers
    return facts === "not-told" ? byItsOwnToken(parts, entry, options) : { entry, alarm: undefined, told: false };
  }
  return judged(parts, entry, facts);
}

async function judged(parts: LockerParts, entry: LedgerEntry, facts: TokenFacts | undefined): Promise<Refreshed> {
  return kept(parts, entry, judge(entry, facts, parts.clock.now()));
}

/** Where it was opened, revoked or removed here while its server was asked, the server told of before: that is asked next time. */
async function kept({ ledger }: LockerParts, before: LedgerEntry, judgement: Judgement): Promise<Refreshed> {
  const now = await ledger.find(before.id);
  if (!isSame(now, before)) return { entry: now, alarm: undefined, told: true };
  await ledger.save(judgement.entry);
  return { ...judgement, told: true };
}

function isSame(one: LedgerEntry | undefined, other: LedgerEntry): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Where the owner may not ask, a kept token tells for nothing whether it lives (spec 2.5.8), though not how often. */
async function byItsOwnToken(parts: LockerParts, entry: LedgerEntry, options: CallOptions): Promise<Refreshed> {
  const token = await parts.tokens.find(entry.id, "locker");
  const isAlive = token && (await livesBy(parts, entry.server, token, options));
  if (isAlive === undefined) return { entry, alarm: undefined, told: false };
  if (!isAlive) return judged(parts, entry, undefined);
  return kept(parts, entry, { entry: { ...entry, checked: parts.clock.now() }, alarm: undefined });
}

/** Undefined where its server gives no answer. */
async function livesBy(
  { connections }: LockerParts,
  server: string,
  token: Secret,
  options: CallOptions,
): Promise<boolean | undefined> {
  try {
    const locker = await connections.clientWith(server, token, { limitedUse: true });
    return await locker.tokens.isAlive(options);
  } catch (error) {
    if (isTelling(error)) return undefined;
    throw error;
  }
}

function isTelling(error: unknown): boolean {
  return error instanceof ExpectedError && error.problem.code !== "cancelled";
}

async function look(
  { connections }: LockerParts,
  { server, accessor }: LedgerEntry,
  options: CallOptions,
): Promise<TokenFacts | undefined | "not-told" | "unreachable"> {
  try {
    return await ownersLook(connections, server, accessor, options);
  } catch (error) {
    if (isTelling(error)) return "unreachable";
    throw error;
  }
}
