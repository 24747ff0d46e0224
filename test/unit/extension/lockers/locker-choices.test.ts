import { expect, test } from "vitest";
import { planUses } from "../../../../src/core/lockers/plan.ts";
import {
  contentsWords,
  lifeWords,
  parseLife,
  planNote,
  planWords,
} from "../../../../src/extension/lockers/locker-choices.ts";

test("the first row says the whole plan", () => {
  expect(planWords(planUses({ paths: 1, reads: 1 }), 3_600)).toBe("1 put + 1 read = 2 uses, dies in 1 hour");
  expect(planWords(planUses({ paths: 2, reads: 3, spare: 1 }), 86_400)).toBe(
    "2 puts + 6 reads + 1 spare = 9 uses, dies in 1 day",
  );
});

test("contents are counted in keys, secrets and what reading them costs", () => {
  expect(contentsWords(2, 4, "shared")).toBe("4 keys of 2 secrets, one read");
  expect(contentsWords(2, 4, "separate")).toBe("4 keys of 2 secrets, 2 reads each time");
  expect(contentsWords(1, 1, "separate")).toBe("1 key of 1 secret, one read");
});

test("an exact plan warns of retries, a generous one of readers nobody sees", () => {
  expect(planNote(planUses({ paths: 1, reads: 1 })).text).toContain("raises the alarm");
  expect(planNote(planUses({ paths: 1, reads: 1, spare: 3 }))).toEqual({
    icon: "warning",
    text: "3 spare uses: that many can be spent unseen",
  });
});

test.each([
  [900, "15 min"],
  [14_400, "4 hours"],
  [604_800, "7 days"],
  [5_400, "90 min"],
  [61, "61 s"],
])("%d s is a life of %s", (ttl, words) => {
  expect(lifeWords(ttl)).toBe(words);
});

test.each([
  ["90 min", 5_400],
  ["4h", 14_400],
  ["2 days", 172_800],
  ["30s", 30],
  ["soon", undefined],
  ["-1 h", undefined],
  ["", undefined],
])("%s is read as %s seconds", (text, seconds) => {
  expect(parseLife(text)).toBe(seconds);
});
