const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** CRC-32 (IEEE 802.3, reflected, polynomial EDB88320) of the ASCII characters of `text`, 0 to 2^32 - 1. */
export function crc32(text: string): number {
  let crc = 0xffffffff;
  for (let i = 0; i < text.length; i++) {
    crc ^= text.charCodeAt(i);
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/**
 * True where the last six characters are the base-62 CRC-32 (digits, capitals, small letters) of those between
 * `prefixLength` and them, as GitHub and npm make their tokens
 * (https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/).
 */
export function endsInCrc32(token: string, prefixLength: number): boolean {
  const body = token.slice(prefixLength, -6);
  let rest = crc32(body);
  let digits = "";
  for (let i = 0; i < 6; i++) {
    digits = (BASE62[rest % 62] ?? "") + digits;
    rest = Math.floor(rest / 62);
  }
  return token.endsWith(digits);
}

/**
 * True where the last eight characters are, in hex with the lowest byte first, the CRC-32 of all before the `_` that stands
 * between, as Grafana makes its tokens.
 */
export function endsInCrc32Hex(token: string): boolean {
  const crc = crc32(token.slice(0, -9));
  const bytes = [crc, crc >>> 8, crc >>> 16, crc >>> 24].map((byte) => (byte & 0xff).toString(16).padStart(2, "0"));
  return token.slice(-8).toLowerCase() === bytes.join("");
}

/** True where the last seven characters are the CRC-32 of all before them in base 36, as in GitLab's routable tokens. */
export function endsInCrc32Base36(token: string): boolean {
  return token.endsWith(crc32(token.slice(0, -7)).toString(36).padStart(7, "0"));
}
