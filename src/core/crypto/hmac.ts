import type { Primitives } from "./primitives.ts";

const BLOCK = 64;
const HASH = 32;
const SHORT = 512;

/** HMAC-SHA-256 with a fixed key (RFC 2104); `wipe` overwrites what was made of the key. */
export interface Hmac {
  /** 32 bytes over the parts, one after the other without separator. */
  mac(...parts: readonly Uint8Array[]): Uint8Array;
  wipe(): void;
}

/** `key`: up to 64 bytes. Two one-shot hashes are five times faster than a host's HMAC object on short input. */
export function createHmac(key: Uint8Array, { sha256 }: Pick<Primitives, "sha256">): Hmac {
  if (key.length > BLOCK) throw new RangeError("HMAC key longer than a block");
  const inner = new Uint8Array(BLOCK + SHORT).fill(0x36, 0, BLOCK);
  const outer = new Uint8Array(BLOCK + HASH).fill(0x5c, 0, BLOCK);
  for (const [at, byte] of key.entries()) {
    inner[at] = byte ^ 0x36;
    outer[at] = byte ^ 0x5c;
  }
  return {
    mac: (...parts) => {
      const length = parts.reduce((sum, part) => sum + part.length, BLOCK);
      // Short input is put behind the key where it stands: most of the time of a short hash goes into making room.
      const whole = length <= inner.length ? inner : new Uint8Array(length);
      if (whole !== inner) whole.set(inner.subarray(0, BLOCK));
      let at = BLOCK;
      for (const part of parts) {
        whole.set(part, at);
        at += part.length;
      }
      outer.set(sha256(whole.subarray(0, length)), BLOCK);
      whole.fill(0, whole === inner ? BLOCK : 0);
      return sha256(outer);
    },
    wipe: () => {
      inner.fill(0);
      outer.fill(0);
    },
  };
}
