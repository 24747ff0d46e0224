import { hash, randomBytes, scryptSync } from "node:crypto";
import type { Primitives } from "../../core/crypto/primitives.ts";
import type { Clock, Random } from "../../core/ports.ts";

/** SHA-256 and scrypt of node:crypto. scrypt blocks for about 0.3 s: in VS Code this runs in a worker. */
export const nodePrimitives: Primitives = {
  sha256: (data) => hash("sha256", data, "buffer"),
  scrypt: (passphrase, salt, { N, r, p }) =>
    scryptSync(passphrase, salt, 32, { N, r, p, maxmem: 128 * N * r + 32 * 1024 * 1024 }),
};

export const systemRandom: Random = { bytes: (length) => randomBytes(length) };

export const systemClock: Clock = { now: () => Date.now() };
