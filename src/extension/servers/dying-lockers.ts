import type { LedgerEntry } from "../../core/lockers/ledger.ts";
import type { Services } from "../services.ts";
import { lockersMadeHere } from "../status/board.ts";

/** What a sign-out does to the lockers made here. */
export interface LockersAtSignOut {
  /** Purposes of those that end with the session. */
  readonly dying: readonly string[];
  readonly living: number;
}

/**
 * Lockers of a server that are still in use, by whether they outlive the session: those with a login of their own do; a
 * pasted token is not revoked, so what hangs on it lives on, too.
 */
export async function lockersAtSignOut(services: Services, server: string): Promise<LockersAtSignOut> {
  const session = await services.sessions().session(server);
  const isRevoked = session !== undefined && session.kind !== "token" && session.kind !== "token-file";
  const inUse = (await lockersMadeHere(services)).filter((entry) => isInUse(entry) && entry.server === server);
  const dying = inUse.filter(({ hangsOn }) => isRevoked && hangsOn !== "own-login");
  return { dying: dying.map(({ purpose }) => purpose), living: inUse.length - dying.length };
}

function isInUse({ state }: LedgerEntry): boolean {
  return state === "live" || state === "misused";
}
