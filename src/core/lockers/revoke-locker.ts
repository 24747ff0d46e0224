import { ExpectedError, problemCode, type Problem } from "../errors.ts";
import type { CallOptions } from "../vault/client.ts";
import type { LedgerEntry } from "./ledger.ts";
import type { LockerParts } from "./locker-parts.ts";

type Way = () => Promise<void>;

/**
 * Ends a locker made here, by whatever way is open: its parent's token, the owner's right over its accessor, its own
 * token. Its contents go at once. Returns the entry as it is now. Throws `token-not-kept` where no way is open.
 */
export async function revokeLocker(parts: LockerParts, entry: LedgerEntry, options: CallOptions): Promise<LedgerEntry> {
  if (isAlive(entry)) await firstOpen(await waysToRevoke(parts, entry, options), entry);
  const ended: LedgerEntry = isAlive(entry) ? { ...entry, state: "revoked" } : entry;
  await parts.ledger.save(ended);
  await parts.tokens.forget(entry.id, "parent");
  await parts.tokens.forget(entry.id, "locker");
  return ended;
}

function isAlive({ state }: LedgerEntry): boolean {
  return state === "live" || state === "misused";
}

async function waysToRevoke(
  { connections, tokens }: LockerParts,
  { id, server, accessor }: LedgerEntry,
  options: CallOptions,
): Promise<readonly Way[]> {
  const parent = await tokens.find(id, "parent");
  const own = await tokens.find(id, "locker");
  const ways: Way[] = [];
  if (parent !== undefined) {
    ways.push(async () => (await connections.clientWith(server, parent)).tokens.revokeSelf(options));
  }
  ways.push(async () => (await connections.client(server, options.signal)).tokens.revokeAccessor(accessor, options));
  if (own !== undefined) {
    ways.push(async () => (await connections.clientWith(server, own, { limitedUse: true })).tokens.revokeSelf(options));
  }
  return ways;
}

async function firstOpen(ways: readonly Way[], { purpose }: LedgerEntry): Promise<void> {
  let shut: unknown;
  for (const way of ways) {
    try {
      await way();
      return;
    } catch (error) {
      if (!SHUT.has(problemCode(error))) throw error;
      shut = error;
    }
  }
  if (problemCode(shut) === "locker-refused") return; // its own token is dead: that is what was wanted
  throw new ExpectedError({ code: "token-not-kept", locker: purpose }, { cause: shut });
}

/** This way does not lead there, another may. */
const SHUT: ReadonlySet<unknown> = new Set<Problem["code"]>([
  "not-allowed",
  "signed-out",
  "session-expired",
  "locker-refused",
  "rejected",
]);
