import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** Raise when the parts or their order change: fingerprints in committed files stop matching then. */
const FORMAT = "1";

/** What identifies a finding over edits elsewhere in the file, design section 6. The value is not among it. */
export interface Identity {
  readonly rule: string;
  readonly path: string;
  readonly assignedTo: string | undefined;
  /** The finding's line(s) with every secret masked. */
  readonly maskedLine: string;
  /** 0 for the first finding of the text with the same other parts, 1 for the next. */
  readonly ordinal: number;
}

/** 128 bits of SHA-256 as 32 hex digits. */
export function fingerprint({ rule, path, assignedTo, maskedLine, ordinal }: Identity): string {
  const parts = [FORMAT, rule, path, assignedTo ?? "", maskedLine, String(ordinal)];
  return bytesToHex(sha256(utf8ToBytes(parts.join("\0"))).subarray(0, 16));
}
