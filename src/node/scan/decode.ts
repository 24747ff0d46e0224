import { isAscii, isUtf8 } from "node:buffer";

/** Bytes looked at to tell binary files. */
const SNIFFED = 8192;
/** Bytes of UTF-8's byte order mark, which is no part of the text. */
const MARK = 3;

export interface Decoded {
  readonly text: string;
  /** The same in UTF-8 or Latin-1, where the file is written so. */
  readonly bytes?: Uint8Array;
}

/**
 * The text of a file as an editor shows it, without byte order mark: UTF-8, UTF-16 by its mark or its look, else Latin-1.
 *
 * @returns undefined for a binary file
 */
export function decodeText(bytes: Uint8Array): Decoded | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const encoding = encodingOf(buffer);
  if (encoding === undefined) return undefined;
  if (encoding !== "utf-8") return { text: new TextDecoder(encoding).decode(bytes) };
  // ASCII is what nearly all sources are; as Latin-1 it needs a byte a character, which also scans fastest.
  if (isAscii(buffer) || !isUtf8(buffer)) return { text: buffer.toString("latin1"), bytes };
  const unmarked = hasMark(buffer) ? buffer.subarray(MARK) : buffer;
  return { text: unmarked.toString("utf8"), bytes: unmarked };
}

function hasMark(buffer: Buffer): boolean {
  return buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf;
}

function encodingOf(buffer: Buffer): "utf-8" | "utf-16le" | "utf-16be" | undefined {
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return "utf-16le";
  if (buffer[0] === 0xfe && buffer[1] === 0xff) return "utf-16be";
  const zero = buffer.indexOf(0);
  if (zero < 0 || zero >= SNIFFED) return "utf-8";
  return utf16Look(buffer.subarray(0, SNIFFED));
}

/** Text in Latin letters has a zero in nearly every second byte, always on the same side. */
function utf16Look(head: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  const zeros = [0, 0];
  for (let i = 0; i < head.length; i++) if (head[i] === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const many = head.length * 0.35;
  if (odd > many && even < odd / 20) return "utf-16le";
  if (even > many && odd < even / 20) return "utf-16be";
  return undefined;
}
