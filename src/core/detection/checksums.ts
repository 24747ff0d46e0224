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
