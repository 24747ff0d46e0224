/** Cost of scrypt (RFC 7914): N is a power of two; memory is 128 * N * r bytes. */
export interface ScryptCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** Diffie-Hellman on Curve25519 (RFC 7748). All keys are 32 bytes. */
export interface X25519 {
  publicKey(secret: Uint8Array): Uint8Array;
  /** Throws where the other key is none of the curve's. */
  shared(secret: Uint8Array, publicKey: Uint8Array): Uint8Array;
}

/** What the core takes from the host because the host has it faster: SHA-256, scrypt and X25519. */
export interface Primitives {
  /** 32 bytes. */
  sha256(data: Uint8Array): Uint8Array;
  /** 32 bytes derived from a passphrase. */
  scrypt(passphrase: Uint8Array, salt: Uint8Array, cost: ScryptCost): Uint8Array;
  readonly x25519: X25519;
}
