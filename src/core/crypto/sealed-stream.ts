import type { Random } from "../ports.ts";
import { concat, utf8 } from "./bytes.ts";
import { seal, SealBroken, unseal } from "./seal.ts";

/** Bytes of a piece before it is sealed; the last one of a stream may be shorter. */
const PIECE = 65_536;

/** The same when sealed: nonce and tag. */
export const SEALED_PIECE = PIECE + 40;

/**
 * Bytes of any length sealed piece by piece (STREAM: Hoang, Reyhanitabar, Rogaway, Vizár, CRYPTO 2015): each piece is
 * bound to its number and to whether it is the last, so that none can be changed, moved, left out or cut off unseen.
 * `bound`: what else all of them are bound to.
 */
export interface StreamSealing {
  /** 32 bytes. */
  readonly key: Uint8Array;
  readonly bound: Uint8Array;
}

function associated({ bound }: StreamSealing, index: number, isLast: boolean): Uint8Array {
  return concat(utf8(`lockers/stream/1/${index}/${isLast ? "last" : "more"}/`), bound);
}

export interface StreamWriter {
  add(bytes: Uint8Array): void;
  /** Seals what is left as the last piece. */
  end(): void;
}

/** `write` takes each sealed piece, in order. */
export function sealStream(sealing: StreamSealing, random: Random, write: (sealed: Uint8Array) => void): StreamWriter {
  const piece = new Uint8Array(PIECE);
  let filled = 0;
  let index = 0;
  const flush = (isLast: boolean) => {
    write(seal(sealing.key, associated(sealing, index, isLast), piece.subarray(0, filled), random));
    piece.fill(0);
    filled = 0;
    index += 1;
  };
  return {
    add: (bytes) => {
      for (let at = 0; at < bytes.length;) {
        if (filled === PIECE) flush(false);
        const part = bytes.subarray(at, at + PIECE - filled);
        piece.set(part, filled);
        filled += part.length;
        at += part.length;
      }
    },
    end: () => flush(true),
  };
}

/**
 * The pieces as they were before, in order; each is overwritten once the next is asked for. `pieces` gives the sealed
 * ones and says which is the last. Throws `SealBroken`.
 */
export function* openStream(
  sealing: StreamSealing,
  pieces: Iterable<{ readonly sealed: Uint8Array; readonly isLast: boolean }>,
): Generator<Uint8Array, void> {
  let index = 0;
  let ended = false;
  for (const { sealed, isLast } of pieces) {
    const piece = unseal(sealing.key, associated(sealing, index, isLast), sealed);
    try {
      yield piece;
    } finally {
      piece.fill(0);
    }
    index += 1;
    ended = isLast;
  }
  if (!ended) throw new SealBroken("the stream has no end");
}
