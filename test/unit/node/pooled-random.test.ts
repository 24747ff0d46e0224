import { expect, test } from "vitest";
import { toHex } from "../../../src/core/crypto/bytes.ts";
import { pooledRandom } from "../../../src/node/local-vault/primitives.ts";

test("pieces of any length come from the pool, and none is handed out twice or changes afterwards", () => {
  const random = pooledRandom(64);
  const pieces = Array.from({ length: 300 }, (_, at) => random.bytes(12 + (at % 30)));
  const seen = pieces.map((piece) => toHex(piece.subarray(0, 12)));
  expect(new Set(seen).size).toBe(300);
  expect(pieces.map(({ length }) => length)).toEqual(pieces.map((_, at) => 12 + (at % 30)));
  random.bytes(64);
  expect(pieces.map((piece) => toHex(piece.subarray(0, 12)))).toEqual(seen);
  expect(random.bytes(1000)).toHaveLength(1000);
  expect(random.bytes(0)).toHaveLength(0);
});
