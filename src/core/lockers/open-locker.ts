import { ExpectedError, problemCode, type Problem } from "../errors.ts";
import type { Secret } from "../secrets/secret.ts";
import type { CallOptions, TokenFacts, VaultClient } from "../vault/client.ts";
import type { Entry, SecretData, SecretObject, SecretPath } from "../vault/types.ts";
import type { LedgerEntry } from "./ledger.ts";
import type { LockerParts } from "./locker-parts.ts";
import { digestOf } from "./locker-tokens.ts";
import { judge, usesLeft } from "./misuse.ts";

/** What a check says, counted after the use it cost. */
export interface LockerCount {
  /** Uses left; undefined = without limit. */
  readonly left: number | undefined;
  /** Seconds left; 0 = no end. Its parent may end earlier. */
  readonly ttl: number;
}

/**
 * A locker in the hands of whoever has its token. Nothing is sent but what is asked for, and nothing twice. Where the
 * locker was made here, its ledger entry learns of every use. Throws `locker-spent` or `locker-expired` where the
 * ledger can tell, else `locker-refused`.
 */
export interface OpenLocker {
  readonly server: string;
  /** The ledger's entry where the locker was made here. Free. */
  entry(): Promise<LedgerEntry | undefined>;
  /** Free. */
  isAlive(options: CallOptions): Promise<boolean>;
  read(path: string, options: CallOptions): Promise<SecretObject>;
  list(path: string, options: CallOptions): Promise<readonly Entry[]>;
  /** Replaces the object at the path. */
  put(path: string, data: SecretData, options: CallOptions): Promise<void>;
  remove(path: string, options: CallOptions): Promise<void>;
  check(options: CallOptions): Promise<LockerCount>;
  /** Ends the locker. */
  revoke(options: CallOptions): Promise<void>;
}

/** Takes a locker's token in hand; asks the server nothing. */
export async function openLocker(parts: LockerParts, server: string, token: Secret): Promise<OpenLocker> {
  const client = await parts.connections.clientWith(server, token, { limitedUse: true });
  const uses = await useCounter(parts, server, token);
  return {
    server,
    entry: () => uses.entry(),
    isAlive: (options) => client.tokens.isAlive(options),
    read: (path, options) => uses.spend(() => client.read(inside(path), options)),
    list: (path, options) => uses.spend(() => client.list(inside(path), options)),
    put: (path, data, options) => uses.spend(async () => void (await client.write(inside(path), data, options))),
    remove: (path, options) => uses.spend(() => client.remove(inside(path), options)),
    check: (options) => check(client, uses, options),
    async revoke(options) {
      await uses.spend(() => client.tokens.revokeSelf(options));
      await uses.change((entry) => ({ ...entry, state: "revoked" }));
    },
  };
}

function inside(path: string): SecretPath {
  return { mount: "cubbyhole", path };
}

async function check(client: VaultClient, uses: UseCounter, options: CallOptions): Promise<LockerCount> {
  const facts = await uses.spend(() => client.tokens.lookupSelf(options));
  await uses.learn(facts);
  return { left: facts.numUses === 0 ? undefined : Math.max(0, facts.numUses), ttl: facts.ttl };
}

interface UseCounter {
  entry(): Promise<LedgerEntry | undefined>;
  /** Does what costs one use and notes it. */
  spend<Result>(use: () => Promise<Result>): Promise<Result>;
  /** Gives the entry as it was. Never throws. */
  change(how: (entry: LedgerEntry) => LedgerEntry): Promise<LedgerEntry | undefined>;
  learn(facts: TokenFacts): Promise<void>;
}

async function useCounter(
  { ledger, clock, noteFailed }: LockerParts,
  server: string,
  token: Secret,
): Promise<UseCounter> {
  const digest = await digestOf(token);
  const entry = async (): Promise<LedgerEntry | undefined> =>
    (await ledger.entries()).find((known) => known.tokenDigest === digest && known.server === server);
  // What was used is used: a ledger that cannot be read or written must not take its result away.
  const change: UseCounter["change"] = async (how) => {
    try {
      const known = await entry();
      if (known === undefined) return undefined;
      await ledger.save(how(known));
      return known;
    } catch (error) {
      noteFailed?.(error);
      return undefined;
    }
  };
  return {
    entry,
    change,
    learn: async (facts) => void (await change((known) => judge(known, facts, clock.now()).entry)),
    async spend(use) {
      try {
        const result = await use();
        await change(withOneSpent);
        return result;
      } catch (error) {
        if (problemCode(error) === "locker-refused") throw await refused(error);
        if (COUNTED.has(problemCode(error))) await change(withOneSpent);
        throw error;
      }
    },
  };

  /** A 403 names no reason; the ledger may. Time and uses left, and yet dead: that is noted as misuse. */
  async function refused(error: unknown): Promise<unknown> {
    const known = await change((old) => (old.state === "live" ? judge(old, undefined, clock.now()).entry : old));
    return (known && explained(known)) ?? error;
  }
}

function explained(entry: LedgerEntry): ExpectedError | undefined {
  const { purpose: locker, ends: ended, state } = entry;
  if (state === "expired") return new ExpectedError({ code: "locker-expired", locker, ended });
  const isSpent = state === "spent" || usesLeft(entry)?.count === 0;
  return isSpent ? new ExpectedError({ code: "locker-spent", locker }) : undefined;
}

function withOneSpent(entry: LedgerEntry): LedgerEntry {
  const usesSeen = entry.usesSeen === undefined ? undefined : Math.max(0, entry.usesSeen - 1);
  const spent = { ...entry, usesSpent: entry.usesSpent + 1, usesSeen };
  return entry.state === "live" && usesLeft(spent)?.count === 0 ? { ...spent, state: "spent" } : spent;
}

/** The server has taken the request, so it cost a use, although it could not be done. */
const COUNTED: ReadonlySet<unknown> = new Set<Problem["code"]>([
  "not-found",
  "not-allowed",
  "rejected",
  "too-large",
  "outcome-unknown",
]);
