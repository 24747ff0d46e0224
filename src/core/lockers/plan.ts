import { ExpectedError } from "../errors.ts";

/** What a locker is for, in numbers. */
export interface PlanOrder {
  /** Paths that are put into it: 1 where all keys go to one path. At least 1. */
  readonly paths: number;
  /** How often all of it is read. At least 1. */
  readonly reads: number;
  /** Uses beyond the plan: that many can be spent unseen. */
  readonly spare?: number;
}

/** Uses of a locker: every request costs one, also a failed one. */
export interface UsePlan {
  readonly puts: number;
  /** Requests that read: paths times reads. */
  readonly reads: number;
  readonly spare: number;
  /** Puts and reads. */
  readonly planned: number;
  /** What the token is made with: planned and spare. */
  readonly granted: number;
}

/** Vault's own default limit for any token: 768 hours, in seconds. */
export const LONGEST_TTL = 768 * 3600;

/** Counts the uses. Throws `bad-input` for numbers that make no locker. */
export function planUses({ paths, reads, spare = 0 }: PlanOrder): UsePlan {
  requireCount("paths", paths, 1);
  requireCount("reads", reads, 1);
  requireCount("spare uses", spare, 0);
  const planned = paths + paths * reads;
  return { puts: paths, reads: paths * reads, spare, planned, granted: planned + spare };
}

/** Seconds a locker can live: what was asked, but not longer than what it hangs on (0 = that has no end). */
export function effectiveTtl(asked: number, parentTtl: number): number {
  return parentTtl === 0 ? asked : Math.min(asked, parentTtl);
}

/** Throws `bad-input` where `seconds` is no life for a locker: a whole number from 1 to 768 hours. */
export function requireTtl(seconds: number): void {
  requireCount("life in seconds", seconds, 1);
  if (seconds > LONGEST_TTL) throw badInput("life", "at most 768 hours");
}

function requireCount(what: string, count: number, least: number): void {
  if (!Number.isSafeInteger(count) || count < least) throw badInput(what, `a whole number from ${least}`);
}

function badInput(what: string, reason: string): ExpectedError {
  return new ExpectedError({ code: "bad-input", what, reason });
}
