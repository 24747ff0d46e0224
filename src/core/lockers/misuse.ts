import type { TokenFacts } from "../vault/client.ts";
import type { LedgerEntry, LockerState } from "./ledger.ts";

/** Why somebody else may have used a locker. */
export type Alarm =
  | { readonly kind: "overused"; readonly uses: number; readonly planned: number }
  /** Milliseconds before its time. */
  | { readonly kind: "ended-early"; readonly early: number };

/** An entry brought up to date, and what is new to be alarmed about. */
export interface Judgement {
  readonly entry: LedgerEntry;
  readonly alarm: Alarm | undefined;
}

/** The entry's state as the clock alone tells it. */
export function stateAt(entry: LedgerEntry, now: number): LockerState {
  return entry.state === "live" && now >= entry.ends ? "expired" : entry.state;
}

/** Uses left and whether the server said so, or undefined for a locker without limit. */
export function usesLeft(
  entry: Pick<LedgerEntry, "usesGranted" | "usesSpent" | "usesSeen">,
): { readonly count: number; readonly confirmed: boolean } | undefined {
  if (entry.usesGranted === 0) return undefined;
  if (entry.usesSeen !== undefined) return { count: entry.usesSeen, confirmed: true };
  return { count: Math.max(0, entry.usesGranted - entry.usesSpent), confirmed: false };
}

/**
 * Brings an entry up to date with what the owner's look-up said: `facts` of the living token, or undefined where the
 * server no longer knows it. More uses gone than were planned for others, or an end that the planned uses cannot
 * explain, is an alarm; for the same locker only where it got worse.
 */
export function judge(entry: LedgerEntry, facts: TokenFacts | undefined, now: number): Judgement {
  if (entry.state !== "live" && entry.state !== "misused") return { entry, alarm: undefined };
  return facts === undefined ? judgeGone(entry, now) : judgeLiving(entry, facts, now);
}

function judgeLiving(entry: LedgerEntry, facts: TokenFacts, now: number): Judgement {
  const ends = facts.ttl === 0 ? entry.ends : Math.min(entry.ends, now + facts.ttl * 1000);
  const seen: LedgerEntry = { ...entry, ends, checked: now };
  if (entry.usesGranted === 0) return { entry: seen, alarm: undefined };
  const left = Math.max(0, facts.numUses); // -1: the last use is being served
  const planned = entry.usesPlanned - entry.usesFilling;
  const uses = entry.usesGranted - left - entry.usesSpent;
  const counted: LedgerEntry = { ...seen, usesSeen: left };
  if (uses <= planned) return { entry: counted, alarm: undefined };
  const worse = entry.state !== "misused" || left < (entry.usesSeen ?? entry.usesGranted);
  return { entry: { ...counted, state: "misused" }, alarm: worse ? { kind: "overused", uses, planned } : undefined };
}

function judgeGone(entry: LedgerEntry, now: number): Judgement {
  const checked: LedgerEntry = { ...entry, checked: now };
  if (entry.state === "misused") return { entry: checked, alarm: undefined };
  if (now >= entry.ends) return { entry: { ...checked, state: "expired" }, alarm: undefined };
  const canBeReadUp = entry.usesGranted !== 0 && entry.usesGranted <= entry.usesPlanned + extraSpent(entry);
  if (canBeReadUp) return { entry: { ...checked, usesSeen: 0, state: "spent" }, alarm: undefined };
  return { entry: { ...checked, state: "misused" }, alarm: { kind: "ended-early", early: entry.ends - now } };
}

/** Uses we spent besides the plan: checks, reads of our own. */
function extraSpent({ usesSpent, usesFilling }: LedgerEntry): number {
  return Math.max(0, usesSpent - usesFilling);
}
