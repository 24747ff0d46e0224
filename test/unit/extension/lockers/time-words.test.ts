import { expect, test } from "vitest";
import { clockWords, spokenDuration } from "../../../../src/extension/lockers/time-words.ts";

const MINUTE = 60_000;

test("spoken, the units are words", () => {
  expect(spokenDuration(61 * MINUTE)).toBe("1 hour 1 minute");
  expect(spokenDuration(2_000)).toBe("2 seconds");
});

test("a clock time can be had in UTC", () => {
  expect(clockWords(Date.UTC(2026, 2, 12, 15, 42), "utc")).toBe("15:42 UTC");
});
