/** What is remembered of a locker made here. The token is kept apart, under the same id (`locker-tokens.ts`). */
export interface LedgerEntry {
  readonly id: string;
  readonly server: string;
  /** Shown here and nowhere else. */
  readonly purpose: string;
  readonly accessor: string;
  /** Milliseconds since the epoch. */
  readonly made: number;
  /** Milliseconds since the epoch: its own end or its parent's, whichever comes first. */
  readonly ends: number;
  /** Uses the server gave it in all; 0 = without limit. Those beyond `usesPlanned` are spare. */
  readonly usesGranted: number;
  /** Uses planned in all, puts included. */
  readonly usesPlanned: number;
  /** Of the planned ones, those that filled it when it was made. The rest is for its readers. */
  readonly usesFilling: number;
  /** Uses spent here, by us. */
  readonly usesSpent: number;
  /** Uses left as the server last said, undefined where it was never asked or there is no limit. */
  readonly usesSeen: number | undefined;
  /** When the server last said so; milliseconds since the epoch. */
  readonly checked: number | undefined;
  /** Names of what is in it, never values. */
  readonly contents: readonly string[];
  /** What ends the locker early: its own login, a child token made for it, or the pasted token itself. */
  readonly hangsOn: Anchor;
  readonly state: LockerState;
  /** SHA-256 of the token in hexadecimal: it is known again when it is used here, also where it is not kept. */
  readonly tokenDigest: string;
}

export type Anchor = "own-login" | "child-token" | "session-token" | "vault";

export type LockerState = "live" | "spent" | "expired" | "revoked" | "misused";

/** The lockers of this person on this computer. Throws `locked` where its keeper is locked. */
export interface Ledger {
  /** Newest first; what the clock has ended since is `expired`. */
  entries(): Promise<readonly LedgerEntry[]>;
  /** One of them, or undefined. */
  find(id: string): Promise<LedgerEntry | undefined>;
  save(entry: LedgerEntry): Promise<void>;
  remove(id: string): Promise<void>;
}
