import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";

/** Reads files one after the other into the same memory. */
export interface FileReader {
  /**
   * The bytes of a regular file, good until the next call; undefined where it has more than `largest`.
   * Throws the system's error where it cannot be read. A pipe that came into its place meanwhile is not waited for.
   */
  read(path: string | Buffer, largest: number): Buffer | undefined;
}

/** Most sources fit; a larger file makes the buffer grow. */
const FIRST_SIZE = 64 * 1024;
/** 0 where the system has no such thing (Windows). */
const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

export function createFileReader(): FileReader {
  let buffer = Buffer.allocUnsafeSlow(FIRST_SIZE);

  function grow(file: number, length: number, largest: number): void {
    const size = Math.min(Math.max(fstatSync(file).size + 1, length * 2), largest + 1);
    const larger = Buffer.allocUnsafeSlow(size);
    buffer.copy(larger, 0, 0, length);
    buffer = larger;
  }

  /** How many bytes there are; undefined for more than `largest`. */
  function fill(file: number, largest: number): number | undefined {
    for (let length = 0; ;) {
      if (length > largest) return undefined;
      if (length === buffer.length) {
        if (fstatSync(file).size > largest) return undefined;
        grow(file, length, largest);
      }
      const count = readSync(file, buffer, length, buffer.length - length, null);
      if (count === 0) return length;
      length += count;
    }
  }

  return {
    read(path, largest) {
      const file = openSync(path, FLAGS);
      try {
        const length = fill(file, largest);
        return length === undefined ? undefined : buffer.subarray(0, length);
      } finally {
        closeSync(file);
      }
    },
  };
}
