import { expect, test } from "vitest";
import { endsInCrc32Base36, endsInCrc32Hex } from "../../../../src/core/detection/checksums.ts";
import { marvin32 } from "../../../../src/core/detection/marvin.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test("Marvin32 gives what SymCrypt's published vectors say, folded to 32 bits", () => {
  const seed = String.fromCharCode(0xd5, 0x3c, 0xd9, 0xce, 0xcd, 0x08, 0x93, 0xb7);
  expect(marvin32(bytes("abc"), seed)).toBe((0x22c74339 ^ 0x492769bf) >>> 0);
  const other = String.fromCharCode(0x0d, 0xdd, 0xde, 0xee, 0xef, 0xff, 0xf0, 0x00);
  expect(marvin32(bytes("abcdefghijklmnopqrstuvwxyz"), other)).toBe((0xa128eb7e ^ 0x7260aca2) >>> 0);
});

test("Grafana's tokens end in a checksum of all before it, lowest byte first", () => {
  expect(endsInCrc32Hex("glsa_yscW25imSKJIuav8zF37RZmnbiDvB05G_fcaaf58a")).toBe(true);
  expect(endsInCrc32Hex("glsa_yscW25imSKJIuav8zF37RZmnbiDvB05H_fcaaf58a")).toBe(false);
});

test("GitLab's routable tokens end in a checksum in base 36", () => {
  expect(endsInCrc32Base36("123456789.01.1g1gjvjrx")).toBe(false);
  expect(endsInCrc32Base36(`123456789${(0xcbf43926).toString(36).padStart(7, "0")}`)).toBe(true); // the check value of CRC-32
});
