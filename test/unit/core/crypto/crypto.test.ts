import { createHmac as nodeHmac } from "node:crypto";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { fromBase64Url, fromUtf8, toBase64Url, toHex, utf8 } from "../../../../src/core/crypto/bytes.ts";
import { createHmac } from "../../../../src/core/crypto/hmac.ts";
import { makeSlot, openSlot } from "../../../../src/core/crypto/key-slot.ts";
import { newRecoveryKey, parseRecoveryKey } from "../../../../src/core/crypto/recovery-key.ts";
import { seal, SealBroken, unseal } from "../../../../src/core/crypto/seal.ts";
import { deriveVaultKeys } from "../../../../src/core/crypto/vault-keys.ts";
import { Secret } from "../../../../src/core/secrets/secret.ts";
import { nodePrimitives } from "../../../../src/node/local-vault/primitives.ts";
import { CHEAP } from "../../../support/local-vault.ts";
import { seededRandom } from "../../../support/seeded-random.ts";

const random = seededRandom(7);
const key32 = fc.uint8Array({ minLength: 32, maxLength: 32 });

test("the HMAC is HMAC-SHA-256 (RFC 4231, case 2, and node:crypto for any key and parts)", () => {
  const rfc = createHmac(utf8("Jefe"), nodePrimitives).mac(utf8("what do ya want for nothing?"));
  expect(toHex(rfc)).toBe("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), fc.array(fc.uint8Array()), (key, parts) => {
      const expected = nodeHmac("sha256", key);
      for (const part of parts) expected.update(part);
      expect(toHex(createHmac(key, nodePrimitives).mac(...parts))).toBe(expected.digest("hex"));
    }),
  );
});

test("what is sealed opens again with the same key and associated data", () => {
  fc.assert(
    fc.property(key32, fc.uint8Array(), fc.uint8Array(), (key, associated, plain) => {
      expect(unseal(key, associated, seal(key, associated, plain, random))).toEqual(plain);
    }),
  );
});

test("sealed bytes with any bit changed, another key or other associated data do not open", () => {
  fc.assert(
    fc.property(key32, fc.uint8Array({ minLength: 1 }), fc.nat(), fc.nat(7), (key, plain, where, bit) => {
      const sealed = seal(key, utf8("row 1"), plain, random);
      const changed = sealed.slice();
      const at = where % changed.length;
      changed[at] = (changed[at] ?? 0) ^ (1 << bit);
      expect(() => unseal(key, utf8("row 1"), changed)).toThrow(SealBroken);
      expect(() => unseal(key, utf8("row 2"), sealed)).toThrow(SealBroken);
      expect(() =>
        unseal(
          key.map((byte) => byte ^ 1),
          utf8("row 1"),
          sealed,
        ),
      ).toThrow(SealBroken);
    }),
  );
});

test("bytes shorter than a nonce do not open either", () => {
  expect(() => unseal(new Uint8Array(32), utf8(""), new Uint8Array(10))).toThrow(SealBroken);
});

test("a slot gives the data key back for its secret alone, and only in its vault", () => {
  const dataKey = random.bytes(32);
  const vaultId = random.bytes(16);
  const order = { vaultId, kind: "passphrase", secret: utf8("open"), dataKey, cost: CHEAP } as const;
  const slot = makeSlot(order, nodePrimitives, random);
  expect(openSlot(vaultId, slot, utf8("open"), nodePrimitives)).toEqual(dataKey);
  expect(() => openSlot(vaultId, slot, utf8("shut"), nodePrimitives)).toThrow(SealBroken);
  expect(() => openSlot(random.bytes(16), slot, utf8("open"), nodePrimitives)).toThrow(SealBroken);
  expect(() => openSlot(vaultId, { ...slot, kind: "host" }, utf8("open"), nodePrimitives)).toThrow(SealBroken);
});

test("a slot that asks for too much memory is refused before any is taken", () => {
  const order = {
    vaultId: random.bytes(16),
    kind: "passphrase",
    secret: utf8("x"),
    dataKey: random.bytes(32),
  } as const;
  const slot = makeSlot({ ...order, cost: CHEAP }, nodePrimitives, random);
  const greedy = { ...slot, stretch: { salt: random.bytes(16), cost: { N: 2 ** 24, r: 8, p: 1 } } };
  expect(() => openSlot(order.vaultId, greedy, utf8("x"), nodePrimitives)).toThrow(RangeError);
});

test("keys of different purpose differ, and are zero after wiping", () => {
  const keys = deriveVaultKeys(random.bytes(32), nodePrimitives);
  const macs = [keys.names, keys.tokens, keys.audit].map((hmac) => toHex(hmac.mac(utf8("x"))));
  expect(new Set(macs).size).toBe(3);
  keys.wipe();
  expect([...keys.seal]).toEqual(Array(32).fill(0));
  const wiped = [keys.names, keys.tokens, keys.audit].map((hmac) => toHex(hmac.mac(utf8("x"))));
  expect(new Set(wiped).size).toBe(1);
});

test("a recovery key is read however it is typed, and not with a character wrong", () => {
  fc.assert(
    fc.property(fc.integer(), fc.nat(31), (seed, at) => {
      const key = newRecoveryKey(seededRandom(seed));
      const text = key.reveal();
      expect(text).toMatch(/^LOCKERS(?:-[\dA-Z]{1,5}){7}$/);
      const parsed = parseRecoveryKey(key);
      expect(parsed).toMatch(/^[\dA-Z]{34}$/);
      const typed = text.toLowerCase().replaceAll("-", " ").replaceAll("1", "l").replaceAll("0", "o");
      expect(parseRecoveryKey(Secret.of(typed.replace("lockers", "lockers")))).toBe(parsed);
      const bare = parsed ?? "";
      const wrong = bare.slice(0, at) + (bare[at] === "7" ? "8" : "7") + bare.slice(at + 1);
      expect(parseRecoveryKey(Secret.of(wrong))).toBeUndefined();
    }),
  );
  expect(parseRecoveryKey(Secret.of("correct horse battery staple"))).toBeUndefined();
});

test("base64url and UTF-8 go there and back; what is not base64url is undefined", () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes);
    }),
  );
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      expect(fromUtf8(utf8(text))).toBe(text);
    }),
  );
  expect(fromBase64Url("a+b=")).toBeUndefined();
  expect(() => fromUtf8(new Uint8Array([0xff]))).toThrow(TypeError);
});
