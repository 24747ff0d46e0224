import { expect, test } from "vitest";
import { ago, duration } from "../../../src/extension/times.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

test.each([
  [-5, "0 s"],
  [49_200, "50 s"],
  [42 * MINUTE + 59_000, "42 min"],
  [3 * HOUR, "3 h"],
  [3 * HOUR + 12 * MINUTE, "3 h 12 min"],
  [3 * DAY + 5 * HOUR, "3 d"],
])("%i ms are told as %s", (milliseconds, told) => {
  expect(duration(milliseconds)).toBe(told);
});

test.each([
  [20_000, "now"],
  [5 * MINUTE, "5 minutes ago"],
  [25 * HOUR, "yesterday"],
  [2 * DAY, "2 days ago"],
  [7 * DAY, "12 Mar 2026"],
])("%i ms ago is told as %s", (past, told) => {
  const now = Date.UTC(2026, 2, 19, 12);
  expect(ago(now - past, now, "en-GB")).toBe(told);
});
