import { anything, list, number, text } from "./note.ts";
import { AREA, type Rows, type WritableRows } from "./rows.ts";

const PLACE = { parent: AREA.control, kind: "control", name: "schedule" } as const;

/** Which token ends when, sealed in one row: [keyed hash, milliseconds since the epoch]. */
interface Ending {
  readonly key: string;
  readonly at: number;
}

function entries(rows: Rows): readonly Ending[] {
  return rows.find(PLACE, list(pair))?.note ?? [];
}

function pair(value: unknown): Ending {
  const [key, at] = list(anything)(value);
  return { key: text(key), at: number(at) };
}

/** Notes when a token ends, or with null that it has ended. */
export function reschedule(rows: WritableRows, key: string, at: number | null): void {
  const before = entries(rows);
  const others = before.filter((entry) => entry.key !== key);
  const known = before.find((entry) => entry.key === key)?.at ?? null;
  if (known === at) return;
  const after = at === null ? others : [...others, { key, at }];
  rows.put(
    PLACE,
    after.map((entry) => [entry.key, entry.at]),
  );
}

/** When the next token ends, in milliseconds since the epoch; Infinity where none does. */
export function nextEnding(rows: Rows): number {
  return Math.min(...entries(rows).map(({ at }) => at));
}

/** Keyed hashes of the tokens whose time is over. */
export function ended(rows: Rows, now: number): readonly string[] {
  return entries(rows)
    .filter(({ at }) => at <= now)
    .map(({ key }) => key);
}
