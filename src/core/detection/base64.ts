const STANDARD = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Base64 of each number of three digits: how the base64 of a longer number begins. */
export function digitsInBase64(): readonly string[] {
  return Array.from({ length: 900 }, (_, index) => encodedDigits(index + 100));
}

/** RFC 4648 section 4 for three characters. */
function encodedDigits(number: number): string {
  const bits = String(number)
    .split("")
    .reduce((sum, digit) => sum * 256 + digit.charCodeAt(0), 0);
  return [18, 12, 6, 0].map((shift) => STANDARD.charAt((bits >> shift) & 63)).join("");
}

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
