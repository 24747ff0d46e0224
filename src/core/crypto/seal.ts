import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import type { Random } from "../ports.ts";

const NONCE = 24;
const TAG = 16;

/** Thrown where sealed bytes were changed, moved, or sealed with another key. */
export class SealBroken extends Error {
  override readonly name = "SealBroken";
}

/** XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03): nonce (24 bytes) || ciphertext || tag (16 bytes). `key`: 32 bytes. */
export function seal(key: Uint8Array, associated: Uint8Array, plain: Uint8Array, random: Random): Uint8Array {
  const sealed = new Uint8Array(NONCE + plain.length + TAG);
  const nonce = random.bytes(NONCE);
  sealed.set(nonce);
  xchacha20poly1305(key, nonce, associated).encrypt(plain, sealed.subarray(NONCE));
  return sealed;
}

/** What was sealed; the caller overwrites it after use. Throws `SealBroken`. */
export function unseal(key: Uint8Array, associated: Uint8Array, sealed: Uint8Array): Uint8Array {
  try {
    return xchacha20poly1305(key, sealed.subarray(0, NONCE), associated).decrypt(sealed.subarray(NONCE));
  } catch (cause) {
    throw new SealBroken("sealed bytes do not open", { cause });
  }
}
