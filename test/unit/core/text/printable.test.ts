import { expect, test } from "vitest";
import { printable } from "../../../../src/core/text/printable.ts";

test.each([
  ["a plain text, ü and 密", "a plain text, ü and 密"],
  ["\u001B[2J\u0007", "\\u{1B}[2J\\u{7}"],
  ["a\nb\r\n", "a\\u{A}b\\u{D}\\u{A}"],
  ["\u009B31m", "\\u{9B}31m"],
  ["\u202Etxt.exe\u200B", "\\u{202E}txt.exe\\u{200B}"],
  ["a\u00A0b\u2028", "a\\u{A0}b\\u{2028}"],
])("%j", (text, shown) => {
  expect(printable(text)).toBe(shown);
});
