import { expect, test } from "vitest";
import { withoutEscapes } from "../../../../src/core/migration/without-escapes.ts";

test.each([
  [String.raw`a\\b\"c\'d\/e`, `a\\b"c'd/e`],
  [String.raw`one\ntwo\tthree\r`, "one\ntwo\tthree\r"],
  [String.raw`\u0041\x42\ud83d\ude00`, "AB\u{1F600}"],
  [String.raw`\\n stays`, String.raw`\n stays`],
  [String.raw`\u00 \xz half`, String.raw`\u00 \xz half`],
  ["at the end \\", "at the end \\"],
])("%s", (written, value) => {
  expect(withoutEscapes(written)).toBe(value);
});
