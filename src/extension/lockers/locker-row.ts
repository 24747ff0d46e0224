import type { LedgerEntry } from "../../core/lockers/ledger.ts";
import { stateAt, usesLeft } from "../../core/lockers/misuse.ts";
import { duration } from "../times.ts";
import { clockWords, momentWords, spokenDuration } from "./time-words.ts";

/** What the Lockers view shows of one locker; icons are codicons, colours theme colours. */
export interface LockerRow {
  readonly label: string;
  /** At most 20 characters, the most important first. */
  readonly description: string;
  readonly icon: string;
  readonly color: string | undefined;
  readonly kind: "live" | "misused" | "dead";
  readonly spoken: string;
  /** Lines of the tooltip, plain text. */
  readonly facts: readonly string[];
}

/** What is known of a locker besides its entry. */
export interface LockerNotes {
  readonly isTokenKept: boolean;
  /** Its server did not tell how it stands; when that was, in milliseconds since the epoch. */
  readonly unknownSince: number | undefined;
}

const MINUTE_MS = 60_000;
const SOON_MS = 15 * MINUTE_MS;

const HANGS_ON: Readonly<Record<LedgerEntry["hangsOn"], string>> = {
  "own-login": "Has a sign-in of its own: signing out does not end it.",
  "child-token": "Hangs on your pasted token: it ends with it at the latest.",
  "session-token": "Hangs on your session's token: it ends with it.",
  vault: "Hangs on the local vault: it outlives this window.",
};

function usesWords(entry: LedgerEntry): { readonly shown: string; readonly spoken: string } {
  const left = usesLeft(entry);
  if (left === undefined) return { shown: "no limit", spoken: "without a limit of uses" };
  const noun = left.count === 1 ? "use" : "uses";
  return left.confirmed
    ? { shown: `${left.count} left`, spoken: `${left.count} ${noun} left` }
    : { shown: `≈${left.count} left`, spoken: `about ${left.count} ${noun} left, estimated` };
}

function liveFacts(entry: LedgerEntry, { isTokenKept }: LockerNotes): readonly string[] {
  const { usesPlanned, usesGranted, checked } = entry;
  const spare = usesGranted > usesPlanned ? `, ${usesGranted - usesPlanned} to spare` : "";
  return [
    `${usesPlanned} uses planned${spare}, ${usesWords(entry).spoken}`,
    checked === undefined ? "Not checked yet" : `Checked ${clockWords(checked)}, free`,
    isTokenKept ? "Token kept, encrypted" : "Token not kept",
    HANGS_ON[entry.hangsOn],
  ];
}

type Shown = Pick<LockerRow, "description" | "icon" | "color" | "spoken">;

function live(entry: LedgerEntry, now: number, { unknownSince }: LockerNotes): Shown {
  if (unknownSince !== undefined) {
    const description = `not known since ${clockWords(unknownSince)}`;
    return { description, icon: "question", color: undefined, spoken: description };
  }
  const left = entry.ends - now;
  // To the nearest minute: one hour that was just begun reads as one.
  const rounded = left > MINUTE_MS ? Math.round(left / MINUTE_MS) * MINUTE_MS : left;
  const uses = usesWords(entry);
  return {
    description: `${duration(rounded)} · ${uses.shown}`,
    icon: "archive",
    color: left <= SOON_MS ? "charts.yellow" : "charts.green",
    spoken: `live, ${spokenDuration(rounded)} left, ${uses.spoken}`,
  };
}

function dead(entry: LedgerEntry, state: "spent" | "expired" | "revoked", now: number): Shown {
  const reads = entry.usesGranted - entry.usesFilling;
  const words = {
    spent: `${reads} of ${reads} read`,
    expired: `expired ${duration(now - entry.ends)} ago`,
    revoked: "revoked",
  };
  const icons = { spent: "pass", expired: "clock", revoked: "circle-slash" };
  return { description: words[state], spoken: words[state], icon: icons[state], color: "disabledForeground" };
}

const MISUSED: Shown = {
  description: "opened by others?",
  icon: "warning",
  color: "list.errorForeground",
  spoken: "opened by others?",
};

/** One row of the Lockers view at the moment `now` (milliseconds since the epoch). */
export function lockerRow(entry: LedgerEntry, now: number, notes: LockerNotes): LockerRow {
  const label = entry.purpose;
  const ends = `Made ${momentWords(entry.made, now)}, ends ${momentWords(entry.ends, now)} (${clockWords(entry.ends, "utc")})`;
  const facts = [`On ${entry.server}`, ends, `Holds ${entry.contents.join(", ")}`];
  const told = (shown: Shown, kind: LockerRow["kind"], more: readonly string[] = []): LockerRow => ({
    ...shown,
    label,
    kind,
    spoken: `locker ${label}, ${shown.spoken}`,
    facts: [...facts, ...more],
  });
  const state = stateAt(entry, now);
  if (state === "live") return told(live(entry, now, notes), "live", liveFacts(entry, notes));
  if (state === "misused") return told(MISUSED, "misused", liveFacts(entry, notes));
  return told(dead(entry, state, now), "dead");
}

function kindAt(entry: LedgerEntry, now: number): LockerRow["kind"] {
  const state = stateAt(entry, now);
  return state === "live" || state === "misused" ? state : "dead";
}

const RANK = { misused: 0, live: 1, dead: 2 };
const WEEK_MS = 7 * 24 * 60 * 60_000;

/** Those that need a look, then live ones by time left, then those that died in the last 7 days, latest first. */
export function lockerOrder(entries: readonly LedgerEntry[], now: number): readonly LedgerEntry[] {
  const rank = (entry: LedgerEntry): number => RANK[kindAt(entry, now)];
  return entries
    .filter((entry) => rank(entry) < RANK.dead || now - entry.ends < WEEK_MS)
    .toSorted((a, b) => rank(a) - rank(b) || (rank(a) === RANK.dead ? b.ends - a.ends : a.ends - b.ends));
}

/**
 * Milliseconds until some row reads differently: a second in a live locker's last minute, else a minute; undefined
 * where nothing ticks.
 */
export function nextTick(entries: readonly LedgerEntry[], now: number): number | undefined {
  const left = entries.filter((entry) => stateAt(entry, now) === "live").map((entry) => entry.ends - now);
  if (left.length === 0) return undefined;
  return Math.min(...left) <= 60_000 ? 1_000 : 60_000;
}
