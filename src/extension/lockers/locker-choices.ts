import type { LockerContents } from "../../core/lockers/contents.ts";
import { type UsePlan, planUses } from "../../core/lockers/plan.ts";

/** What the sheet of a new locker asks for. */
export interface LockerChoices {
  readonly server: string;
  readonly purpose: string;
  /** All keys at one path, which one read gives; or one path for each secret. */
  readonly shape: "shared" | "separate";
  /** How often all of it is read. */
  readonly reads: number;
  readonly spare: number;
  /** Seconds. */
  readonly ttl: number;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** The plan of these choices for contents of that shape. */
export function planOf(choices: LockerChoices, contents: LockerContents): UsePlan {
  return planUses({ paths: contents.size, reads: choices.reads, spare: choices.spare });
}

const HOUR = 3_600;
const DAY = 24 * HOUR;

/** `15 min`, `1 hour`, `4 hours`, `1 day`: seconds in the words of the sheet. */
export function lifeWords(ttl: number): string {
  if (ttl % DAY === 0) return counted(ttl / DAY, "day");
  if (ttl % HOUR === 0) return counted(ttl / HOUR, "hour");
  return ttl % 60 === 0 ? `${ttl / 60} min` : `${ttl} s`;
}

/** `1 put + 1 read = 2 uses, dies in 1 hour`. */
export function planWords(plan: UsePlan, ttl: number): string {
  const spare = plan.spare === 0 ? "" : ` + ${plan.spare} spare`;
  const sum = `${counted(plan.puts, "put")} + ${counted(plan.reads, "read")}${spare} = ${counted(plan.granted, "use")}`;
  return `${sum}, dies in ${lifeWords(ttl)}`;
}

/** `4 keys of 2 secrets, one read`. */
export function contentsWords(secrets: number, keys: number, shape: LockerChoices["shape"]): string {
  const what = `${counted(keys, "key")} of ${counted(secrets, "secret")}`;
  return shape === "shared" || secrets === 1 ? `${what}, one read` : `${what}, ${secrets} reads each time`;
}

/** What the person should know of the plan: exact ones raise the alarm, spare ones are spent unseen. */
export function planNote(plan: UsePlan): { readonly icon: string; readonly text: string } {
  return plan.spare === 0
    ? { icon: "info", text: "Exact: any further read raises the alarm, and a reader that retries fails" }
    : { icon: "warning", text: `${counted(plan.spare, "spare use")}: that many can be spent unseen` };
}

const LIFE = /^(\d{1,6})\s*(s|sec|min|m|h|hour|hours|d|day|days)$/i;
const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: HOUR, d: DAY };

/** Seconds of `90 min`, `4h`, `2 days`; undefined for anything else. */
export function parseLife(text: string): number | undefined {
  const [, count, unit] = LIFE.exec(text.trim()) ?? [];
  const factor = UNITS[unit?.slice(0, 1).toLowerCase() ?? ""];
  return count === undefined || factor === undefined ? undefined : Number(count) * factor;
}
