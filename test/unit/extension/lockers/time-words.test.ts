import { expect, test } from "vitest";
import { clockWords, durationWords, spokenDuration } from "../../../../src/extension/lockers/time-words.ts";

const MINUTE = 60_000;

test.each([
  [-5, "0 s"],
  [50_999, "50 s"],
  [42 * MINUTE, "42 min"],
  [192 * MINUTE, "3 h 12 min"],
  [60 * MINUTE, "1 h"],
  [24 * 60 * MINUTE, "1 d"],
  [3.9 * 24 * 60 * MINUTE, "3 d"],
])("%d ms are %s", (milliseconds, words) => {
  expect(durationWords(milliseconds)).toBe(words);
});

test("spoken, the units are words", () => {
  expect(spokenDuration(61 * MINUTE)).toBe("1 hour 1 minute");
  expect(spokenDuration(2_000)).toBe("2 seconds");
});

test("a clock time can be had in UTC", () => {
  expect(clockWords(Date.UTC(2026, 2, 12, 15, 42), "utc")).toBe("15:42 UTC");
});
