/** Letters and digits without look-alikes, and symbols that need no quoting anywhere. */
const ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789-_.~";

/** A random value of that many characters, each equally likely. */
export function generate(length: number): string {
  const limit = 256 - (256 % ALPHABET.length); // bytes above would make the first characters likelier
  let text = "";
  while (text.length < length) {
    for (const byte of crypto.getRandomValues(new Uint8Array(length))) {
      if (byte < limit && text.length < length) text += ALPHABET.charAt(byte % ALPHABET.length);
    }
  }
  return text;
}
