/** Cost of scrypt (RFC 7914): N is a power of two; memory is 128 * N * r bytes. */
export interface ScryptCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** What the core takes from the host because the host has it faster: SHA-256 and scrypt. */
export interface Primitives {
  /** 32 bytes. */
  sha256(data: Uint8Array): Uint8Array;
  /** 32 bytes derived from a passphrase. */
  scrypt(passphrase: Uint8Array, salt: Uint8Array, cost: ScryptCost): Uint8Array;
}
