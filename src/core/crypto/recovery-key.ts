import type { Random } from "../ports.ts";
import { Secret } from "../secrets/secret.ts";

/** Crockford's base 32: no I, L, O, U. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const PREFIX = "LOCKERS";
const BYTES = 20;
const CHECK = 2;

function checkOf(digits: readonly number[]): string {
  let sum = 7;
  for (const digit of digits) sum = (sum * 33 + digit) % 1021;
  return `${ALPHABET[Math.trunc(sum / 32)]}${ALPHABET[sum % 32]}`;
}

/**
 * A key to print and keep: 160 random bits as `LOCKERS-XXXXX-XXXXX-…`, in base 32 with two check characters that
 * find a mistyped one.
 */
export function newRecoveryKey(random: Random): Secret {
  let bits = 0n;
  for (const byte of random.bytes(BYTES)) bits = (bits << 8n) | BigInt(byte);
  const digits = Array.from({ length: (BYTES * 8) / 5 }, (_, at) => Number((bits >> BigInt(at * 5)) & 31n));
  const text = digits.map((digit) => ALPHABET[digit]).join("") + checkOf(digits);
  return Secret.of(`${PREFIX}-${(text.match(/.{1,5}/g) ?? []).join("-")}`);
}

/** The key in its one spelling (capitals, no separators, I and L as 1, O as 0), or undefined where it is not a recovery key. */
export function parseRecoveryKey(typed: Secret): string | undefined {
  const bare = typed
    .reveal()
    .toUpperCase()
    .replaceAll(/[\s-]/g, "")
    .replace(new RegExp(`^${PREFIX}`), "")
    .replaceAll(/[IL]/g, "1")
    .replaceAll("O", "0");
  const digits = Array.from(bare, (character) => ALPHABET.indexOf(character));
  if (digits.length !== (BYTES * 8) / 5 + CHECK || digits.includes(-1)) return undefined;
  return checkOf(digits.slice(0, -CHECK)) === bare.slice(-CHECK) ? bare : undefined;
}
