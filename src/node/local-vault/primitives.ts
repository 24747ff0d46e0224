import {
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hash,
  type KeyObject,
  randomBytes,
  randomFillSync,
  scryptSync,
} from "node:crypto";
import type { Primitives, X25519 } from "../../core/crypto/primitives.ts";
import type { Clock, Random } from "../../core/ports.ts";

/** What stands before 32 bytes of a key of Curve25519 in DER (RFC 8410): as PKCS #8 and as SPKI. */
const PRIVATE = Buffer.from("302e020100300506032b656e04220420", "hex");
const PUBLIC = Buffer.from("302a300506032b656e032100", "hex");

function privateKey(secret: Uint8Array): KeyObject {
  const der = Buffer.concat([PRIVATE, secret]);
  try {
    return createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  } finally {
    der.fill(0);
  }
}

const x25519: X25519 = {
  publicKey: (secret) => {
    const der = createPublicKey(privateKey(secret)).export({ format: "der", type: "spki" });
    return Uint8Array.from(der.subarray(PUBLIC.length));
  },
  shared: (secret, publicKey) => {
    const other = createPublicKey({ key: Buffer.concat([PUBLIC, publicKey]), format: "der", type: "spki" });
    return diffieHellman({ privateKey: privateKey(secret), publicKey: other });
  },
};

/** SHA-256, scrypt and X25519 of node:crypto. scrypt blocks for about 0.3 s: in VS Code this runs in a worker. */
export const nodePrimitives: Primitives = {
  sha256: (data) => hash("sha256", data, "buffer"),
  scrypt: (passphrase, salt, { N, r, p }) =>
    scryptSync(passphrase, salt, 32, { N, r, p, maxmem: 128 * N * r + 32 * 1024 * 1024 }),
  x25519,
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
