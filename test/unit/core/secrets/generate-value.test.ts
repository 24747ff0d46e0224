import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import {
  CHARACTER_SETS,
  GENERATE_DEFAULTS,
  generateValue,
  parseGenerateOptions,
} from "../../../../src/core/secrets/generate-value.ts";

const random = { bytes: (length: number) => randomBytes(length) };

test.each([8, 24, 128])("%i characters, with each set and no look-alikes", (length) => {
  const text = generateValue({ length, sets: CHARACTER_SETS }, random);
  expect(text).toHaveLength(length);
  for (const set of [/[a-z]/, /[A-Z]/, /\d/, /[-_.~]/]) expect(text).toMatch(set);
  expect(text).not.toMatch(/[lIoO01]/);
});

test("only the chosen sets", () => {
  expect(generateValue({ length: 100, sets: ["digits"] }, random)).toMatch(/^[2-9]{100}$/);
});

test("bytes that would make some characters likelier are left out", () => {
  // 256 % 8 = 0, 256 % 24 = 16: of 24 letters, bytes from 240 are not used
  const bytes = [255, 240, 239, 0];
  let at = 0;
  const given = { bytes: (length: number) => Uint8Array.from({ length }, () => bytes[at++ % bytes.length] ?? 0) };
  expect(generateValue({ length: 8, sets: ["lower"] }, given)).toBe("zazazaza");
});

test("every character comes about as often", () => {
  const counts = new Map<string, number>();
  for (let run = 0; run < 200; run += 1) {
    for (const character of generateValue({ length: 128, sets: ["digits"] }, random)) {
      counts.set(character, (counts.get(character) ?? 0) + 1);
    }
  }
  expect(counts.size).toBe(8);
  // 25,600 in 8 boxes: 3,200 each; ten standard deviations are 530
  for (const count of counts.values()) expect(Math.abs(count - 3200)).toBeLessThan(530);
});

test("what was remembered is checked", () => {
  expect(parseGenerateOptions(undefined)).toEqual(GENERATE_DEFAULTS);
  expect(parseGenerateOptions({ length: 7, sets: ["digits", "x"] })).toEqual({ length: 24, sets: ["digits"] });
  expect(parseGenerateOptions({ length: 128, sets: [] })).toEqual({ ...GENERATE_DEFAULTS, length: 128 });
  expect(parseGenerateOptions({ length: "9", sets: "digits" })).toEqual(GENERATE_DEFAULTS);
});
