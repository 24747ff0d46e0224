import { expect, test } from "vitest";
import { durationWords, parseDuration } from "../../../src/cli/durations.ts";

test.each([
  ["45", 45],
  ["90m", 5400],
  ["1h30m", 5400],
  ["2d", 172_800],
  ["24h", 86_400],
  ["", undefined],
  ["h", undefined],
  ["1 h", undefined],
  ["-1h", undefined],
  ["1.5h", undefined],
  ["1h30", undefined],
])("%j is %s seconds", (text, seconds) => {
  expect(parseDuration(text)).toBe(seconds);
});

test.each([
  [-5, "0 s"],
  [50_000, "50 s"],
  [42 * 60_000, "42 min"],
  [192 * 60_000, "3 h 12 min"],
  [180 * 60_000, "3 h"],
  [74 * 3_600_000, "3 d 2 h"],
])("%i ms reads %s", (milliseconds, words) => {
  expect(durationWords(milliseconds)).toBe(words);
});
