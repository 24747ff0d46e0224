/** Lines of a new file, the first and the one after the last; they count from 1. */
export interface LineRange {
  readonly from: number;
  readonly to: number;
}

const FEED = 0x0a;
const FIRST_SIZE = 64 * 1024;

/** Gathers the lines that were added to a file, in memory that is used again for the next one. */
export class AddedText {
  private buffer: Buffer = Buffer.allocUnsafeSlow(FIRST_SIZE);
  private length = 0;
  private found: { from: number; to: number }[] = [];

  clear(): void {
    this.length = 0;
    this.found = [];
  }

  /** The line of that number in the new file. */
  add(line: Buffer, number: number): void {
    const last = this.found.at(-1);
    if (last?.to === number) last.to++;
    else {
      if (last !== undefined) this.append(Buffer.alloc(0));
      this.found.push({ from: number, to: number + 1 });
    }
    this.append(line);
  }

  get ranges(): readonly LineRange[] {
    return this.found;
  }

  /** With an empty line between those that do not stand together. Good until `clear`. */
  get bytes(): Buffer {
    return this.buffer.subarray(0, this.length);
  }

  private append(line: Buffer): void {
    const needed = this.length + line.length + 1;
    if (needed > this.buffer.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(this.buffer.length * 2, needed));
      this.buffer.copy(larger, 0, 0, this.length);
      this.buffer = larger;
    }
    this.length += line.copy(this.buffer, this.length);
    this.buffer[this.length++] = FEED;
  }
}
