import { expect, test } from "vitest";
import type { LedgerEntry } from "../../../../src/core/lockers/ledger.ts";
import { lockerOrder, lockerRow, nextTick } from "../../../../src/extension/lockers/locker-row.ts";

const NOW = Date.UTC(2026, 2, 12, 12, 0);
const MINUTE = 60_000;

function entry(changes: Partial<LedgerEntry> = {}): LedgerEntry {
  return {
    id: "1",
    server: "egi",
    purpose: "db, stripe",
    accessor: "acc",
    made: NOW - 10 * MINUTE,
    ends: NOW + 192 * MINUTE,
    usesGranted: 3,
    usesPlanned: 3,
    usesFilling: 1,
    usesSpent: 1,
    usesSeen: undefined,
    checked: undefined,
    contents: ["shop/db", "shop/stripe"],
    hangsOn: "own-login",
    state: "live",
    tokenDigest: "00",
    ...changes,
  };
}

const KEPT = { isTokenKept: true, unknownSince: undefined };

test("a live locker shows time and uses, estimated until the server was asked", () => {
  expect(lockerRow(entry(), NOW, KEPT)).toMatchObject({
    label: "db, stripe",
    description: "3 h 12 min · ≈2 left",
    icon: "archive",
    color: "charts.green",
    kind: "live",
    spoken: "locker db, stripe, live, 3 hours 12 minutes left, about 2 uses left, estimated",
  });
  expect(lockerRow(entry({ usesSeen: 1, checked: NOW }), NOW, KEPT).description).toBe("3 h 12 min · 1 left");
});

test("an hour that was just begun reads as an hour", () => {
  expect(lockerRow(entry({ ends: NOW + 60 * MINUTE - 900 }), NOW, KEPT).description).toBe("1 h · ≈2 left");
});

test("the last quarter of an hour is yellow", () => {
  expect(lockerRow(entry({ ends: NOW + 15 * MINUTE }), NOW, KEPT)).toMatchObject({
    description: "15 min · ≈2 left",
    color: "charts.yellow",
  });
});

test("a locker whose end has passed is expired, whatever the ledger still says", () => {
  expect(lockerRow(entry({ ends: NOW - 120 * MINUTE }), NOW, KEPT)).toMatchObject({
    description: "expired 2 h ago",
    icon: "clock",
    kind: "dead",
  });
});

test.each([
  ["spent", "2 of 2 read", "pass"],
  ["revoked", "revoked", "circle-slash"],
] as const)("a %s locker says so, greyed", (state, description, icon) => {
  expect(lockerRow(entry({ state }), NOW, KEPT)).toMatchObject({
    description,
    icon,
    color: "disabledForeground",
    kind: "dead",
  });
});

test("a spent locker counts its spare uses too", () => {
  expect(lockerRow(entry({ state: "spent", usesGranted: 6 }), NOW, KEPT).description).toBe("5 of 5 read");
});

test("a misused locker is a question and an error colour", () => {
  expect(lockerRow(entry({ state: "misused" }), NOW, KEPT)).toMatchObject({
    description: "opened by others?",
    icon: "warning",
    color: "list.errorForeground",
    kind: "misused",
  });
});

test("a server that did not answer leaves a question, not a number", () => {
  const row = lockerRow(entry(), NOW, { isTokenKept: true, unknownSince: NOW });
  expect(row).toMatchObject({ icon: "question", kind: "live" });
  expect(row.description).toMatch(/^not known since \d\d:\d\d$/);
});

test("a locker without a limit of uses counts none, and spare ones are told", () => {
  expect(lockerRow(entry({ usesGranted: 0 }), NOW, KEPT).description).toBe("3 h 12 min · no limit");
  expect(lockerRow(entry({ usesGranted: 6 }), NOW, KEPT).facts.join("\n")).toContain("3 uses planned, 3 to spare");
});

test("the tooltip names contents, the end in both times, and whether the token was kept", () => {
  const { facts } = lockerRow(entry(), NOW, { ...KEPT, isTokenKept: false });
  expect(facts).toContain("Holds shop/db, shop/stripe");
  expect(facts).toContain("Token not kept");
  expect(facts.join("\n")).toContain("15:12 UTC");
});

test("trouble first, then what ends soonest, then the dead of the last week", () => {
  const all = [
    entry({ id: "old", state: "revoked", ends: NOW - 8 * 24 * 60 * MINUTE }),
    entry({ id: "dead", state: "spent" }),
    entry({ id: "late", ends: NOW + 300 * MINUTE }),
    entry({ id: "soon", ends: NOW + 3 * MINUTE }),
    entry({ id: "misused", state: "misused" }),
  ];
  expect(lockerOrder(all, NOW).map(({ id }) => id)).toEqual(["misused", "soon", "late", "dead"]);
});

test("it ticks each minute, each second in the last minute, and not at all without a live locker", () => {
  expect(nextTick([entry()], NOW)).toBe(60_000);
  expect(nextTick([entry({ ends: NOW + MINUTE })], NOW)).toBe(1_000);
  expect(nextTick([entry({ state: "spent" }), entry({ ends: NOW - 1 })], NOW)).toBeUndefined();
});
