import { NONE, type Match, type Place, type Rule } from "../rule.ts";

/**
 * How private keys in DER begin once they are base64 without PEM's lines: version 0 and the algorithm (PKCS #8, RFC 5958),
 * version 0 and a modulus (PKCS #1, RFC 8017), version 1 and an octet string (SEC 1, RFC 5915). Each with the text before it.
 */
const BEGINNINGS: readonly (readonly [text: string, before: RegExp])[] = [
  ["IBADANBgkqhkiG9w0BAQEFAASC", /^MII[A-Za-z0-9+/]{3}$/],
  ["IBADALBgkqhkiG9w0BAQEEgg", /^MII[A-Za-z0-9+/]{3}$/],
  ["IBAAKCAQEA", /^MII[A-Za-z0-9+/]{3}$/],
  ["IBAAKCAgEA", /^MII[A-Za-z0-9+/]{3}$/],
  ["IBAAKBgQ", /^MII[A-Za-z0-9+/]{3}$/],
  ["AgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg", /^MIG[A-Za-z0-9+/]$/],
  ["AgEAMBAGByqGSM49AgEGBSuBBAAi", /^MIG[A-Za-z0-9+/]$/],
  ["MHcCAQEEI", /^$/],
  ["MC4CAQAwBQYDK2VwBCIEI", /^$/],
];
/** The longest such key: RSA with 16,384 bits. */
const LONGEST = 12_500;
const LEAST = 60;

/** Private keys in base64 of DER, as configurations keep them in one line. */
export const derPrivateKey: readonly Rule[] = [
  {
    id: "der-private-key",
    title: "Private key",
    kind: "format",
    keywords: BEGINNINGS.map(([text]) => text.toLowerCase()),
    variable: "PRIVATE_KEY",
    mayBeAt: (text, start) => BEGINNINGS.some(([beginning]) => text.startsWith(beginning, start)),
    looksFar: () => true,
    find: findKey,
  },
];

function findKey({ text, start, end }: Place): readonly Match[] {
  const before = BEGINNINGS.find(([beginning]) => text.startsWith(beginning, start))?.[1];
  if (before === undefined) return NONE;
  const from = runStart(text, start);
  const to = runEnd(text, end);
  if (!before.test(text.slice(from, start)) || to - from < LEAST) return NONE;
  return [{ start: from, end: to, severity: "certain" }];
}

function runStart(text: string, at: number): number {
  let from = at;
  while (from > at - 8 && from > 0 && isBase64Unit(text.charCodeAt(from - 1))) from--;
  return from;
}

function runEnd(text: string, at: number): number {
  let to = at;
  while (to - at < LONGEST && isBase64Unit(text.charCodeAt(to))) to++;
  while (text.charCodeAt(to) === 0x3d) to++;
  return to;
}

function isBase64Unit(unit: number): boolean {
  const lower = unit | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || (unit >= 0x2f && unit <= 0x39) || unit === 0x2b;
}
