import { expect, test } from "vitest";
import type { LedgerEntry } from "../../../../src/core/lockers/ledger.ts";
import { judge, stateAt, usesLeft } from "../../../../src/core/lockers/misuse.ts";
import type { TokenFacts } from "../../../../src/core/vault/client.ts";
import { LIVE_LOCKER } from "../../../support/ledger-entry.ts";

const NOW = Date.UTC(2026, 2, 12, 12, 0);
const MINUTE = 60_000;

function entry(changes: Partial<LedgerEntry> = {}): LedgerEntry {
  return {
    ...LIVE_LOCKER,
    made: NOW - MINUTE,
    ends: NOW + 40 * MINUTE,
    usesGranted: 5,
    usesPlanned: 3, // 1 put, 2 reads; 2 spare
    ...changes,
  };
}

function facts(numUses: number, ttl = 2400): TokenFacts {
  return {
    accessor: "a",
    displayName: "token",
    policies: ["default"],
    identityPolicies: [],
    ttl,
    numUses,
    renewable: false,
    entity: undefined,
    type: "service",
  };
}

const TWO_PLANNED = { kind: "overused", planned: 2 };

test.each<[string, LedgerEntry, TokenFacts, object]>([
  ["nothing read yet", entry(), facts(4), { entry: { state: "live", usesSeen: 4, checked: NOW }, alarm: undefined }],
  ["all planned reads", entry(), facts(2), { entry: { state: "live", usesSeen: 2 }, alarm: undefined }],
  ["one too many", entry(), facts(1), { entry: { state: "misused", usesSeen: 1 }, alarm: { ...TWO_PLANNED, uses: 3 } }],
  [
    "the last spare one",
    entry(),
    facts(-1),
    { entry: { state: "misused", usesSeen: 0 }, alarm: { ...TWO_PLANNED, uses: 4 } },
  ],
  ["our own checks are no misuse", entry({ usesSpent: 3 }), facts(1), { entry: { state: "live" }, alarm: undefined }],
  [
    "no limit",
    entry({ usesGranted: 0 }),
    facts(0),
    { entry: { state: "live", usesSeen: undefined }, alarm: undefined },
  ],
])("living: %s", (_, before, seen, expected) => {
  expect(judge(before, seen, NOW)).toMatchObject(expected);
});

test("a parent that ends earlier shortens the life", () => {
  expect(judge(entry(), facts(4, 60), NOW).entry.ends).toBe(NOW + MINUTE);
  expect(judge(entry(), facts(4, 0), NOW).entry.ends).toBe(NOW + 40 * MINUTE);
});

test.each([
  ["its time is over", entry({ ends: NOW }), "expired", undefined],
  ["exact budget: its readers have read it", entry({ usesGranted: 3 }), "spent", undefined],
  ["our own checks used up the spare ones", entry({ usesSpent: 3 }), "spent", undefined],
  ["spare uses cannot go by plan", entry(), "misused", { kind: "ended-early", early: 40 * MINUTE }],
  [
    "no limit: only others can end it",
    entry({ usesGranted: 0 }),
    "misused",
    { kind: "ended-early", early: 40 * MINUTE },
  ],
  ["alarmed before", entry({ state: "misused" }), "misused", undefined],
  ["revoked here", entry({ state: "revoked" }), "revoked", undefined],
] as const)("gone: %s", (_, before, state, alarm) => {
  const judged = judge(before, undefined, NOW);
  expect(judged.entry.state).toBe(state);
  expect(judged.alarm).toEqual(alarm);
});

test("the same misuse alarms once, a worse one again", () => {
  const first = judge(entry(), facts(1), NOW);
  expect(first.alarm).toBeDefined();
  expect(judge(first.entry, facts(1), NOW).alarm).toBeUndefined();
  expect(judge({ ...first.entry, usesGranted: 6 }, facts(0 - 1), NOW).alarm).toEqual({
    kind: "overused",
    uses: 5,
    planned: 2,
  });
});

test("the clock ends a living locker only", () => {
  expect(stateAt(entry(), NOW + 40 * MINUTE)).toBe("expired");
  expect(stateAt(entry(), NOW + 40 * MINUTE - 1)).toBe("live");
  expect(stateAt(entry({ state: "spent" }), NOW + 41 * MINUTE)).toBe("spent");
});

test("uses left are the server's word, else our count", () => {
  expect(usesLeft(entry())).toEqual({ count: 4, confirmed: false });
  expect(usesLeft(entry({ usesSeen: 2 }))).toEqual({ count: 2, confirmed: true });
  expect(usesLeft(entry({ usesSpent: 9 }))).toEqual({ count: 0, confirmed: false });
  expect(usesLeft(entry({ usesGranted: 0 }))).toBeUndefined();
});
