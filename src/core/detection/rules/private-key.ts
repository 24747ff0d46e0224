import { entropy } from "../randomness.ts";
import { isBlank, isLineBreak } from "../units.ts";
import { NONE, type Match, type Place, type Rule } from "../rule.ts";

const BEGIN = /-----BEGIN (?:[A-Z0-9]{2,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----/y;
const HEADER_REACH = 80;
/** The longest key that is looked for: RSA with 16,384 bits in lines. */
const LONGEST = 16_384;

/** PEM private keys, RFC 7468 sections 10 and 11, and the older forms of OpenSSL, OpenSSH and PGP. */
export const privateKey: readonly Rule[] = [
  {
    id: "private-key",
    title: "Private key",
    kind: "format",
    keywords: ["private key"],
    variable: "PRIVATE_KEY",
    looksFar: () => true,
    find: findPrivateKey,
  },
];

function findPrivateKey({ text, start }: Place): readonly Match[] {
  const from = Math.max(0, start - HEADER_REACH);
  const back = text.slice(from, start).lastIndexOf("-----BEGIN");
  if (back < 0) return NONE;
  const dashes = from + back;
  BEGIN.lastIndex = dashes;
  if (!BEGIN.test(text)) return NONE;
  const bodyStart = BEGIN.lastIndex;
  const end = keyEnd(text, bodyStart);
  const body = text.slice(bodyStart, end);
  return hasBody(body) ? [{ start: dashes, end, severity: isEncrypted(body) ? "possible" : "certain" }] : NONE;
}

/** After the END line; for a key that is cut off, after its last base64 character. */
function keyEnd(text: string, bodyStart: number): number {
  const near = text.slice(bodyStart, bodyStart + LONGEST);
  const closing = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/.exec(near);
  if (closing && !near.slice(0, closing.index).includes("-----BEGIN"))
    return bodyStart + closing.index + closing[0].length;
  let end = bodyStart;
  let last = bodyStart;
  while (end < text.length && end - bodyStart < LONGEST && isBodyUnit(text.charCodeAt(end))) {
    if (!isBlank(text.charCodeAt(end)) && !isLineBreak(text.charCodeAt(end))) last = end + 1;
    end++;
  }
  return last;
}

function isBodyUnit(unit: number): boolean {
  return isLineBreak(unit) || isBlank(unit) || /[A-Za-z0-9+/=\\]/.test(String.fromCharCode(unit));
}

/** A key under a passphrase is of use to nobody without it: RFC 1421 section 4.6, and OpenSSH's name of the cipher in base64. */
function isEncrypted(body: string): boolean {
  return /Proc-Type: ?4, ?ENCRYPTED|b3BlbnNzaC1rZXktdjEAAAAACmFlcz/.test(body.slice(0, 400));
}

/** True where there are enough base64 characters for a key, none left out, and they look random. */
function hasBody(body: string): boolean {
  if (body.includes("...")) return false;
  const packed = body.replaceAll(/\\[nrt]|[^A-Za-z0-9+/=]/g, "").replace(/END[A-Z ]*$/, "");
  return packed.length >= 40 && entropy(packed.slice(0, 400)) > 3.8;
}
