import type { LedgerEntry } from "../../src/core/lockers/ledger.ts";

/** A locker that is alive from 1000 to 9000, filled once, with two reads and nothing asked yet. */
export const LIVE_LOCKER: LedgerEntry = {
  id: "1",
  server: "egi",
  purpose: "ci",
  accessor: "a",
  made: 1000,
  ends: 9000,
  usesGranted: 3,
  usesPlanned: 2,
  usesFilling: 1,
  usesSpent: 1,
  usesSeen: undefined,
  checked: undefined,
  contents: [],
  hangsOn: "own-login",
  state: "live",
  tokenDigest: "00",
};
