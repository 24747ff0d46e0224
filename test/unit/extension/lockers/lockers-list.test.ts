import { expect, test, vi } from "vitest";
import { createLedger } from "../../../../src/core/lockers/create-ledger.ts";
import type { LedgerEntry } from "../../../../src/core/lockers/ledger.ts";
import type { LockerParts } from "../../../../src/core/lockers/locker-parts.ts";
import type { TokenFacts } from "../../../../src/core/vault/client.ts";
import { createLockersList } from "../../../../src/extension/lockers/lockers-list.ts";
import { LIVE_LOCKER } from "../../../support/ledger-entry.ts";
import { memoryRecords } from "../../../support/memory-records.ts";

test("a ledger that was read before a locker was made, and comes after it, does not hide it", async () => {
  const waiting: ((entries: readonly LedgerEntry[]) => void)[] = [];
  const parts = {
    ledger: { entries: async () => new Promise<readonly LedgerEntry[]>((resolve) => waiting.push(resolve)) },
    tokens: { find: async () => Promise.resolve(undefined) },
    clock: { now: () => 0 },
  } as unknown as LockerParts;
  const list = createLockersList(() => parts);
  const [first, second] = [list.reload(), list.reload()];
  waiting[1]?.([{ id: "made", state: "live", ends: 9, made: 1 } as LedgerEntry]);
  await second;
  waiting[0]?.([]);
  await first;
  expect(list.find("made")?.state).toBe("live");
});

test("what a server tells is shown also where the ledger was read again while it was asked", async () => {
  const clock = { now: () => 2000 };
  const ledger = createLedger(memoryRecords(), clock);
  await ledger.save(LIVE_LOCKER);
  let answer: ((facts: Pick<TokenFacts, "numUses" | "ttl">) => void) | undefined;
  const lookupAccessor = async () =>
    new Promise((resolve) => {
      answer = resolve;
    });
  const parts = {
    ledger,
    clock,
    tokens: { find: async () => Promise.resolve(undefined) },
    connections: { client: async () => Promise.resolve({ tokens: { lookupAccessor } }) },
  } as unknown as LockerParts;
  const list = createLockersList(() => parts);
  await list.reload();
  const confirmed = list.confirm();
  await vi.waitUntil(() => answer !== undefined);
  await list.reload();
  answer?.({ numUses: 2, ttl: 7 });
  await confirmed;
  expect(list.find("1")?.usesSeen).toBe(2);
});
