import type { Readable } from "node:stream";

/** Takes a stream apart, now by lines, now by counts. */
export interface ByteSource {
  /** The next line without its end; undefined at the end of the stream. */
  line(): Promise<string | undefined>;
  /** The next bytes, fewer where the stream ends. */
  bytes(count: number): Promise<Buffer>;
}

export function createByteSource(stream: Readable): ByteSource {
  const chunks: AsyncIterator<Buffer> = stream[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);

  /** False at the end. */
  async function more(): Promise<boolean> {
    const next = await chunks.next();
    if (next.done === true) return false;
    rest = rest.length === 0 ? next.value : Buffer.concat([rest, next.value]);
    return true;
  }

  function take(count: number): Buffer {
    const taken = rest.subarray(0, count);
    rest = rest.subarray(count);
    return taken;
  }

  return {
    async line() {
      while (!rest.includes(0x0a)) if (!(await more())) return undefined;
      const line = take(rest.indexOf(0x0a) + 1);
      return line.toString("utf8", 0, line.length - 1);
    },
    async bytes(count) {
      const parts: Buffer[] = [];
      let missing = count;
      while (missing > 0) {
        if (rest.length === 0 && !(await more())) break;
        const part = take(Math.min(missing, rest.length));
        parts.push(part);
        missing -= part.length;
      }
      return parts.length === 1 ? (parts[0] ?? Buffer.alloc(0)) : Buffer.concat(parts);
    },
  };
}
