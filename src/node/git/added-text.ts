/** Lines of a new file, the first and the one after the last; they count from 1. */
export interface LineRange {
  readonly from: number;
  readonly to: number;
}

const FEED = 0x0a;
const FIRST_SIZE = 64 * 1024;

/** Gathers the lines that were added to a file and those around them, in memory that is used again for the next one. */
export class AddedText {
  private buffer: Buffer = Buffer.allocUnsafeSlow(FIRST_SIZE);
  private length = 0;
  private found: { from: number; to: number }[] = [];

  clear(): void {
    this.length = 0;
    this.found = [];
  }

  /** What follows does not stand beside what there is: an empty line comes between. */
  breakOff(): void {
    if (this.length > 0) this.append(Buffer.alloc(0));
  }

  /** A line that was there before. */
  surround(line: Buffer): void {
    this.append(line);
  }

  /** The line of that number in the new file. */
  add(line: Buffer, number: number): void {
    const last = this.found.at(-1);
    if (last?.to === number) last.to++;
    else this.found.push({ from: number, to: number + 1 });
    this.append(line);
  }

  /** Where the added ones stand. */
  get ranges(): readonly LineRange[] {
    return this.found;
  }

  /** All of them. Good until `clear`. */
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
