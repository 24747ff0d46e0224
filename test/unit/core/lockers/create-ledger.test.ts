import { expect, test } from "vitest";
import { createLedger } from "../../../../src/core/lockers/create-ledger.ts";
import type { LedgerEntry } from "../../../../src/core/lockers/ledger.ts";
import { LIVE_LOCKER } from "../../../support/ledger-entry.ts";
import { memoryRecords } from "../../../support/memory-records.ts";

const ENTRY: LedgerEntry = {
  ...LIVE_LOCKER,
  ends: 5000,
  usesGranted: 2,
  usesSeen: 1,
  checked: 2000,
  contents: ["deploy/password"],
};

test("what is saved comes back, newest first; the clock's doing is seen", async () => {
  let now = 3000;
  const ledger = createLedger(memoryRecords(), { now: () => now });
  const newer: LedgerEntry = { ...ENTRY, id: "2", made: 2000, ends: 9000, usesSeen: undefined, checked: undefined };
  await ledger.save(ENTRY);
  await ledger.save(newer);
  expect(await ledger.entries()).toEqual([newer, ENTRY]);
  expect([await ledger.find("2"), await ledger.find("3")]).toEqual([newer, undefined]);
  now = 6000;
  expect((await ledger.entries()).map(({ state }) => state)).toEqual(["live", "expired"]);
  await ledger.remove("2");
  expect((await ledger.entries()).map(({ id }) => id)).toEqual(["1"]);
});

test.each([
  ["null", null],
  ["a text", "x"],
  ["another state", { ...ENTRY, state: "burnt" }],
  ["a negative count", { ...ENTRY, usesSpent: -1 }],
  ["no accessor", { ...ENTRY, accessor: undefined }],
  ["contents that are no texts", { ...ENTRY, contents: [1] }],
])("a note that is none of ours is passed over: %s", async (_, note) => {
  const records = memoryRecords();
  await records.write("lockers/x", note);
  expect(await createLedger(records, { now: () => 0 }).entries()).toEqual([]);
});
