import { concat, equalBytes, utf8 } from "../../crypto/bytes.ts";
import { SCRYPT_COST } from "../../crypto/key-slot.ts";
import type { Primitives, ScryptCost } from "../../crypto/primitives.ts";
import { seal, SealBroken, unseal } from "../../crypto/seal.ts";
import type { StreamSealing } from "../../crypto/sealed-stream.ts";
import { ExpectedError } from "../../errors.ts";
import type { Random } from "../../ports.ts";
import type { Secret } from "../../secrets/secret.ts";

/**
 * A backup file, format 1. All numbers are big-endian.
 *
 *     0   16  "lockers backup" CR LF
 *     16   1  format
 *     17   3  scrypt: log2 N, r, p
 *     20  16  scrypt: salt
 *     36   8  length of the whole file
 *     44  40  nothing, sealed under the key and bound to bytes 0 to 35: opens with the right passphrase
 *     84   8  start of the SHA-256 of bytes 0 to 83: tells a damaged head from a wrong passphrase
 *     92   …  the contents: lines of JSON (`items.ts`) as a sealed stream (`sealed-stream.ts`) bound to bytes 0 to 35
 *
 * The key is scrypt of the passphrase (NFC, UTF-8), 32 bytes; all sealing is XChaCha20-Poly1305. Bytes 0 to 16 and 84
 * to 91 mean the same in every format.
 */
export const HEAD = 92;

const MAGIC = utf8("lockers backup\r\n");
const FORMAT = 1;
const BOUND = 36;
const CHECKED = 84;

/** 256 MiB: a file that asks for more is no backup of ours but an attack on memory. */
const MOST_MEMORY = 2 ** 21;

export interface BackupKey extends StreamSealing {
  /** The first bytes of the file, once it is known how long it is. */
  head(length: number): Uint8Array;
}

type Parts = { readonly primitives: Primitives; readonly random: Random; readonly cost?: ScryptCost };

/** The key and the head of a new backup. The caller overwrites `key`. Throws `bad-input` for an empty passphrase. */
export function newBackupKey(passphrase: Secret, { primitives, random, cost = SCRYPT_COST }: Parts): BackupKey {
  if (passphrase.reveal() === "") {
    throw new ExpectedError({ code: "bad-input", what: "backup passphrase", reason: "it is empty" });
  }
  const { N, r, p } = cost;
  const bound = concat(MAGIC, Uint8Array.of(FORMAT, Math.log2(N), r, p), random.bytes(16));
  const key = stretched(passphrase, bound, cost, primitives);
  const check = seal(key, bound, new Uint8Array(), random);
  return {
    key,
    bound,
    head: (length) => {
      const size = new Uint8Array(8);
      new DataView(size.buffer).setBigUint64(0, BigInt(length));
      const checked = concat(bound, size, check);
      return concat(checked, primitives.sha256(checked).subarray(0, HEAD - CHECKED));
    },
  };
}

/**
 * The key of the backup whose first bytes are `head` and which is `length` bytes long; the caller overwrites `key`.
 * Throws `backup-foreign`, `backup-newer`, `backup-damaged`, `backup-cut-off`, `backup-passphrase`.
 */
export function openBackupKey(
  { file, head, length }: { readonly file: string; readonly head: Uint8Array; readonly length: number },
  passphrase: Secret,
  primitives: Primitives,
): StreamSealing {
  requireWhole(file, head, length, primitives);
  const bound = head.slice(0, BOUND);
  const cost = costOf(bound);
  if (cost === undefined) throw new ExpectedError({ code: "backup-damaged", file });
  const key = stretched(passphrase, bound, cost, primitives);
  try {
    unseal(key, bound, head.slice(BOUND + 8, CHECKED));
    return { key, bound };
  } catch (error) {
    key.fill(0);
    if (!(error instanceof SealBroken)) throw error;
    throw new ExpectedError({ code: "backup-passphrase", file }, { cause: error });
  }
}

function requireWhole(file: string, head: Uint8Array, length: number, primitives: Primitives): void {
  const refuse = (code: "backup-foreign" | "backup-newer" | "backup-damaged" | "backup-cut-off"): never => {
    throw new ExpectedError({ code, file });
  };
  const start = head.subarray(0, MAGIC.length);
  if (start.length === 0 || !equalBytes(start, MAGIC.subarray(0, start.length))) refuse("backup-foreign");
  if (head.length < HEAD) refuse("backup-cut-off");
  if (
    !equalBytes(primitives.sha256(head.subarray(0, CHECKED)).subarray(0, HEAD - CHECKED), head.subarray(CHECKED, HEAD))
  ) {
    refuse("backup-damaged");
  }
  if ((head[16] ?? 0) > FORMAT) refuse("backup-newer");
  const whole = Number(new DataView(head.buffer, head.byteOffset).getBigUint64(BOUND));
  if (length !== whole) refuse(length < whole ? "backup-cut-off" : "backup-damaged");
}

/** Undefined for a cost that none of ours has. */
function costOf(bound: Uint8Array): ScryptCost | undefined {
  const [logN = 0, r = 0, p = 0] = bound.subarray(17, 20);
  const isUsual = logN >= 1 && logN <= 30 && r >= 1 && p >= 1 && p <= 16;
  return isUsual && 2 ** logN * r <= MOST_MEMORY ? { N: 2 ** logN, r, p } : undefined;
}

function stretched(passphrase: Secret, bound: Uint8Array, cost: ScryptCost, primitives: Primitives): Uint8Array {
  const typed = utf8(passphrase.reveal().normalize("NFC"));
  try {
    return primitives.scrypt(typed, bound.subarray(20, BOUND), cost);
  } finally {
    typed.fill(0);
  }
}
