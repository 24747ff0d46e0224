import { looksRandom } from "../randomness.ts";
import { NONE, type Match, type Place, type Rule } from "../rule.ts";

/** How far from the private part the key's type may stand: an RSA key with 4,096 bits has four parts of this order before it. */
const REACH = 3000;
const PRIVATE = /\\?"(?:d|k)\\?" ?: ?\\?"([\w-]{20,1400})(?=\\?")/y;

/** Private and symmetric keys as JSON, RFC 7518 sections 6.2.2, 6.3.2 and 6.4.1. */
export const jsonWebKey: readonly Rule[] = [
  {
    id: "json-web-key",
    title: "JSON Web Key",
    kind: "format",
    keywords: ['"d":', '"d" :', '"k":', '"k" :', '"d\\"', '"k\\"'],
    variable: "PRIVATE_KEY",
    looksFar: () => true,
    find: findPrivatePart,
  },
];

function findPrivatePart({ text, start }: Place): readonly Match[] {
  PRIVATE.lastIndex = text.charAt(start - 1) === "\\" ? start - 1 : start;
  const found = PRIVATE.exec(text);
  const [whole = "", secret = ""] = found ?? [];
  if (found === null || !looksRandom(secret)) return NONE;
  const around = text.slice(Math.max(0, start - REACH), start + REACH);
  const type = whole.includes("k") && /^\W*k/.test(whole) ? /kty\\?" ?: ?\\?"oct/ : /kty\\?" ?: ?\\?"(?:RSA|EC|OKP)/;
  if (!type.test(around)) return NONE;
  const end = found.index + whole.length;
  return [{ start: end - secret.length, end, severity: "certain" }];
}
