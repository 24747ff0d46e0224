import { expect, test } from "vitest";
import { createLedger } from "../../../../src/core/lockers/create-ledger.ts";
import type { LedgerEntry } from "../../../../src/core/lockers/ledger.ts";
import type { LockerParts } from "../../../../src/core/lockers/locker-parts.ts";
import { refreshLockers } from "../../../../src/core/lockers/refresh-lockers.ts";
import type { TokenFacts } from "../../../../src/core/vault/client.ts";
import { LIVE_LOCKER } from "../../../support/ledger-entry.ts";
import { memoryRecords } from "../../../support/memory-records.ts";

/** A server that tells of the locker as it was, while `meanwhile` happens here. */
async function refreshedWhile(
  meanwhile: (ledger: LockerParts["ledger"]) => Promise<void>,
  facts: Pick<TokenFacts, "numUses" | "ttl"> | undefined,
) {
  const clock = { now: () => 2000 };
  const ledger = createLedger(memoryRecords(), clock);
  await ledger.save(LIVE_LOCKER);
  const lookupAccessor = async () => {
    await meanwhile(ledger);
    return facts;
  };
  const parts = { ledger, clock, connections: { client: async () => Promise.resolve({ tokens: { lookupAccessor } }) } };
  const refreshed = await refreshLockers(parts as unknown as LockerParts, { audit: { who: "test" } });
  return { refreshed, now: await ledger.find("1") };
}

test("a locker that was revoked here while its server was asked stays revoked, and nobody is alarmed", async () => {
  for (const facts of [{ numUses: 2, ttl: 7 }, undefined]) {
    const { refreshed, now } = await refreshedWhile(
      async (ledger) => ledger.save({ ...LIVE_LOCKER, state: "revoked" }),
      facts,
    );
    expect(now?.state).toBe("revoked");
    expect(refreshed.entries).toEqual([now]);
    expect(refreshed.alarms).toEqual([]);
  }
});

test("a locker that was removed here while its server was asked does not come back", async () => {
  const { refreshed, now } = await refreshedWhile(async (ledger) => ledger.remove("1"), { numUses: 2, ttl: 7 });
  expect(now).toBeUndefined();
  expect(refreshed.entries).toEqual([]);
});

test("a use that was spent here while its server was asked is not forgotten", async () => {
  const used: LedgerEntry = { ...LIVE_LOCKER, usesSpent: 2, usesSeen: 1 };
  const { refreshed, now } = await refreshedWhile(async (ledger) => ledger.save(used), { numUses: 2, ttl: 7 });
  expect(now).toMatchObject({ usesSpent: 2, usesSeen: 1 });
  expect(refreshed.alarms).toEqual([]);
});

test("what the server tells of a locker that is as before is kept", async () => {
  const { now } = await refreshedWhile(async () => undefined, { numUses: 2, ttl: 7 });
  expect(now).toMatchObject({ usesSeen: 2, checked: 2000, state: "live" });
});
