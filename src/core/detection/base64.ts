const STANDARD = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Bytes of base64 or base64url text (RFC 4648 sections 4 and 5), one character each; stops at the first other character. */
export function base64UrlText(encoded: string): string {
  let text = "";
  let bits = 0;
  let held = 0;
  for (const character of encoded) {
    const value = STANDARD.indexOf(character === "-" ? "+" : character === "_" ? "/" : character);
    if (value < 0) break;
    bits = (bits << 6) | value;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    text += String.fromCharCode((bits >> held) & 0xff);
    bits &= (1 << held) - 1;
  }
  return text;
}
