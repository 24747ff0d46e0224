import type { Connections } from "../connections/connections.ts";
import type { Clock, Random } from "../ports.ts";
import type { Ledger } from "./ledger.ts";
import type { LockerTokens } from "./locker-tokens.ts";

/** What everything about lockers works with. */
export interface LockerParts {
  readonly connections: Connections;
  readonly ledger: Ledger;
  readonly tokens: LockerTokens;
  readonly clock: Clock;
  readonly random: Random;
  /** Hears why the ledger could not learn of a use that was made: the use's own result stands. */
  readonly noteFailed?: (error: unknown) => void;
}
