import { hash, randomBytes, randomFillSync, scryptSync } from "node:crypto";
import type { Primitives } from "../../core/crypto/primitives.ts";
import type { Clock, Random } from "../../core/ports.ts";

/** SHA-256 and scrypt of node:crypto. scrypt blocks for about 0.3 s: in VS Code this runs in a worker. */
export const nodePrimitives: Primitives = {
  sha256: (data) => hash("sha256", data, "buffer"),
  scrypt: (passphrase, salt, { N, r, p }) =>
    scryptSync(passphrase, salt, 32, { N, r, p, maxmem: 128 * N * r + 32 * 1024 * 1024 }),
};

export const systemRandom: Random = pooledRandom(4096);

/**
 * Random bytes of the operating system, drawn for many small pieces at once: asking for 16 bytes costs as much as
 * asking for 4096. What was handed out is overwritten here, so that no copy of a key stays behind.
 */
export function pooledRandom(size: number): Random {
  const pool = new Uint8Array(size);
  let at = size;
  return {
    bytes: (length) => {
      if (length > size) return Uint8Array.from(randomBytes(length));
      if (at + length > size) {
        randomFillSync(pool);
        at = 0;
      }
      const piece = pool.slice(at, at + length);
      pool.fill(0, at, at + length);
      at += length;
      return piece;
    },
  };
}

export const systemClock: Clock = { now: () => Date.now() };
