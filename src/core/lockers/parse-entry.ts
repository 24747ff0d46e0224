import type { Anchor, LedgerEntry, LockerState } from "./ledger.ts";

const STATES: readonly LockerState[] = ["live", "spent", "expired", "revoked", "misused"];
const ANCHORS: readonly Anchor[] = ["own-login", "child-token", "session-token", "vault"];

type Fields = Readonly<Record<string, unknown>>;

/** An entry from a note as it was kept, or undefined where it is none of ours (another version, damage). */
export function parseEntry(note: unknown): LedgerEntry | undefined {
  if (typeof note !== "object" || note === null) return undefined;
  const fields: Fields = { ...note };
  const texts = allOf(fields, ["id", "server", "purpose", "accessor", "tokenDigest"], isText);
  const counts = allOf(fields, ["made", "ends", "usesGranted", "usesPlanned", "usesFilling", "usesSpent"], isCount);
  const state = STATES.find((known) => known === fields["state"]);
  const hangsOn = ANCHORS.find((known) => known === fields["hangsOn"]);
  const contents: unknown = fields["contents"];
  if (texts === undefined || counts === undefined || state === undefined || hangsOn === undefined) return undefined;
  if (!Array.isArray(contents) || !contents.every(isText)) return undefined;
  return { ...texts, ...counts, state, hangsOn, contents, ...optional(fields) };
}

function optional(fields: Fields): Pick<LedgerEntry, "usesSeen" | "checked"> {
  const { usesSeen, checked } = fields;
  return { usesSeen: isCount(usesSeen) ? usesSeen : undefined, checked: isCount(checked) ? checked : undefined };
}

function allOf<Name extends string, Value>(
  fields: Fields,
  names: readonly Name[],
  fits: (value: unknown) => value is Value,
): Record<Name, Value> | undefined {
  const found: Partial<Record<Name, Value>> = {};
  for (const name of names) {
    const value = fields[name];
    if (!fits(value)) return undefined;
    found[name] = value;
  }
  return isComplete(found, names) ? found : undefined;
}

function isComplete<Name extends string, Value>(
  found: Partial<Record<Name, Value>>,
  names: readonly Name[],
): found is Record<Name, Value> {
  return names.every((name) => found[name] !== undefined);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

/** A time or a number of uses. */
function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}
