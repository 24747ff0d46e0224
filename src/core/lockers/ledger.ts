/** What is remembered of a locker made or received here. The token is kept apart, under the same id. */
export interface LedgerEntry {
  readonly id: string;
  readonly server: string;
  /** Shown here and nowhere else. */
  readonly purpose: string;
  readonly accessor: string;
  /** Milliseconds since the epoch. */
  readonly made: number;
  readonly ends: number;
  /** Uses planned in all, puts included. */
  readonly usesPlanned: number;
  /** Uses spent here, by us. */
  readonly usesSpent: number;
  /** Uses left as the server last said, undefined where it was never asked. */
  readonly usesSeen: number | undefined;
  readonly checked: number | undefined;
  /** Names of what is in it, never values. */
  readonly contents: readonly string[];
  /** What ends the locker early: its own login, a child token made for it, or the pasted token itself. */
  readonly hangsOn: "own-login" | "child-token" | "session-token" | "vault";
  readonly state: "live" | "spent" | "expired" | "revoked" | "misused";
}

/** The lockers of this person on this computer. Throws `locked` where its keeper is locked. */
export interface Ledger {
  entries(): Promise<readonly LedgerEntry[]>;
  save(entry: LedgerEntry): Promise<void>;
  remove(id: string): Promise<void>;
}
