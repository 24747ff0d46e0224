import { expect, test } from "vitest";
import type { LedgerEntry } from "../../../../src/core/lockers/ledger.ts";
import type { LockerParts } from "../../../../src/core/lockers/locker-parts.ts";
import { createLockersList } from "../../../../src/extension/lockers/lockers-list.ts";

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
