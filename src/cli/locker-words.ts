import type { LedgerEntry } from "../core/lockers/ledger.ts";
import type { Alarm } from "../core/lockers/misuse.ts";
import { durationWords } from "./durations.ts";
import { printable } from "../core/text/printable.ts";

/** The alarm of a locker in one or two sentences. */
export function alarmWords({ purpose }: LedgerEntry, alarm: Alarm): string {
  const name = `Locker "${printable(purpose)}"`;
  if (alarm.kind === "overused") {
    const { uses, planned } = alarm;
    return `${name} was used ${uses} times, ${planned} were planned. Somebody else may have its token.`;
  }
  const early = durationWords(alarm.early);
  return `${name} ended ${early} early: revoked elsewhere, its sign-in ended, or used up by somebody else.`;
}
