import type { LedgerEntry } from "../../core/lockers/ledger.ts";
import { clockWords, durationWords, momentWords, spokenDuration } from "./time-words.ts";

/** What the Lockers view shows of one locker; icons are codicons, colours theme colours. */
export interface LockerRow {
  readonly label: string;
  /** At most 20 characters, the most important first. */
  readonly description: string;
  readonly icon: string;
  readonly color: string;
  /** What the row's menus depend on. */
  readonly kind: "live" | "misused" | "dead";
  readonly spoken: string;
  /** Lines of the tooltip, plain text. */
  readonly facts: readonly string[];
}

const SOON_MS = 15 * 60_000;

/** The ledger's state, with an end that has passed meanwhile taken for `expired`. */
export function presentState(entry: LedgerEntry, now: number): LedgerEntry["state"] {
  return entry.state === "live" && entry.ends <= now ? "expired" : entry.state;
}

/** Uses left, and whether the server said so or the ledger counted them. Undefined where nobody knows. */
function usesLeft(entry: LedgerEntry): { readonly count: number; readonly isEstimate: boolean } {
  const counted = Math.max(0, entry.usesPlanned - entry.usesSpent);
  return entry.usesSeen === undefined
    ? { count: counted, isEstimate: true }
    : { count: entry.usesSeen, isEstimate: false };
}

const HANGS_ON: Readonly<Record<LedgerEntry["hangsOn"], string>> = {
  "own-login": "Lives apart from your session: signing out does not end it.",
  "child-token": "Hangs on a token made for it: it ends when your pasted token ends.",
  "session-token": "Hangs on your session's token: it ends with it.",
  vault: "Hangs on the local vault: it outlives this window.",
};

function liveFacts(entry: LedgerEntry, isTokenKept: boolean): readonly string[] {
  const { count, isEstimate } = usesLeft(entry);
  return [
    `${entry.usesPlanned} uses planned, ${isEstimate ? "about " : ""}${count} left`,
    entry.checked === undefined ? "Not checked yet" : `Checked ${clockWords(entry.checked)}, free`,
    isTokenKept ? "Token kept, encrypted" : "Token not kept",
    HANGS_ON[entry.hangsOn],
  ];
}

function live(entry: LedgerEntry, now: number): Pick<LockerRow, "description" | "color" | "spoken"> {
  const left = entry.ends - now;
  const { count, isEstimate } = usesLeft(entry);
  return {
    description: `${durationWords(left)} · ${isEstimate ? "≈" : ""}${count} left`,
    color: left <= SOON_MS ? "charts.yellow" : "charts.green",
    spoken: `live, ${spokenDuration(left)} left, ${isEstimate ? "about " : ""}${count} uses left${isEstimate ? ", estimated" : ""}`,
  };
}

function dead(entry: LedgerEntry, state: "spent" | "expired" | "revoked", now: number) {
  const reads = Math.max(1, entry.usesPlanned - 1);
  const words = {
    spent: `${reads} of ${reads} read`,
    expired: `expired ${durationWords(now - entry.ends)} ago`,
    revoked: "revoked",
  };
  const icons = { spent: "pass", expired: "clock", revoked: "circle-slash" };
  return { description: words[state], spoken: words[state], icon: icons[state] };
}

/** One row of the Lockers view at the moment `now` (milliseconds since the epoch). */
export function lockerRow(entry: LedgerEntry, now: number, isTokenKept: boolean): LockerRow {
  const label = entry.purpose;
  const ends = `Made ${momentWords(entry.made, now)}, ends ${momentWords(entry.ends, now)} (${clockWords(entry.ends, "utc")})`;
  const facts = [`On ${entry.server}`, ends, `Holds ${entry.contents.join(", ")}`];
  const state = presentState(entry, now);
  if (state === "live") {
    const row = live(entry, now);
    const spoken = `locker ${label}, ${row.spoken}`;
    return {
      ...row,
      label,
      spoken,
      icon: "archive",
      kind: "live",
      facts: [...facts, ...liveFacts(entry, isTokenKept)],
    };
  }
  if (state === "misused") {
    const spoken = `locker ${label}, opened by others?`;
    const color = "list.errorForeground";
    return { label, description: "opened by others?", icon: "warning", color, kind: "misused", spoken, facts };
  }
  const row = dead(entry, state, now);
  return { ...row, label, color: "disabledForeground", kind: "dead", spoken: `locker ${label}, ${row.spoken}`, facts };
}

const RANK = { misused: 0, live: 1, dead: 2 };
const WEEK_MS = 7 * 24 * 60 * 60_000;

/** Those that need a look, then live ones by time left, then those that died in the last 7 days, latest first. */
export function lockerOrder(entries: readonly LedgerEntry[], now: number): readonly LedgerEntry[] {
  const rank = (entry: LedgerEntry) => RANK[lockerRow(entry, now, false).kind];
  return entries
    .filter((entry) => rank(entry) < RANK.dead || now - entry.ends < WEEK_MS)
    .toSorted((a, b) => rank(a) - rank(b) || (rank(a) === RANK.dead ? b.ends - a.ends : a.ends - b.ends));
}

/**
 * Milliseconds until some row reads differently: a second in a live locker's last minute, else a minute; undefined
 * where nothing ticks.
 */
export function nextTick(entries: readonly LedgerEntry[], now: number): number | undefined {
  const left = entries.filter((entry) => presentState(entry, now) === "live").map((entry) => entry.ends - now);
  if (left.length === 0) return undefined;
  return Math.min(...left) <= 60_000 ? 1_000 : 60_000;
}
