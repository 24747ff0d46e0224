import { problemCode } from "../../core/errors.ts";
import { createLedger } from "../../core/lockers/create-ledger.ts";
import type { LedgerEntry } from "../../core/lockers/ledger.ts";
import type { KnownTrouble } from "../../core/servers/reach.ts";
import { keychainRecords } from "../lockers/keychain-records.ts";
import { lockerRecords } from "../lockers/locker-records.ts";
import type { Services } from "../services.ts";
import type { SessionState } from "../servers/session-state.ts";

export interface BoardServer {
  readonly name: string;
  readonly session: SessionState;
  readonly trouble: KnownTrouble | undefined;
}

/** Everything the item in the status bar tells of. */
export interface Board {
  readonly vault: "open" | "locked" | "absent";
  readonly servers: readonly BoardServer[];
  /** Lockers that somebody else may have read. */
  readonly misused: readonly Pick<LedgerEntry, "purpose">[];
}

/** Reads it anew. Asks no server. */
export async function readBoard(services: Services): Promise<Board> {
  const profiles = services.connections().profiles();
  const [vault, servers, misused] = await Promise.all([
    services.localVault().state(),
    Promise.all(
      profiles.map(async ({ name }) => ({
        name,
        session: await services.session(name),
        trouble: services.reach().trouble(name),
      })),
    ),
    misusedLockers(services),
  ]);
  return { vault, servers, misused };
}

/** The lockers made here, as this computer remembers them; none while what keeps them is locked. */
export async function lockersMadeHere(services: Services): Promise<readonly LedgerEntry[]> {
  const records = lockerRecords(() => services.localVault(), keychainRecords(services.keychain));
  try {
    return await createLedger(records, services.clock).entries();
  } catch (error) {
    if (problemCode(error) === undefined) throw error;
    return [];
  }
}

async function misusedLockers(services: Services): Promise<readonly LedgerEntry[]> {
  return (await lockersMadeHere(services)).filter(({ state }) => state === "misused");
}
