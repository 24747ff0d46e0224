/** How often each ASCII character was seen; all 0 between two calls. */
const counts = new Uint32Array(128);

/** How little a text tells of the next of its characters: Shannon entropy in bits for each character, 0 for an empty text. */
export function entropy(text: string): number {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return entropyOfAny(text);
  for (let i = 0; i < text.length; i++) counts[text.charCodeAt(i)] = (counts[text.charCodeAt(i)] ?? 0) + 1;
  let bits = 0;
  for (let i = 0; i < text.length; i++) {
    const count = counts[text.charCodeAt(i)] ?? 0;
    counts[text.charCodeAt(i)] = 0;
    if (count > 0) bits -= (count / text.length) * Math.log2(count / text.length);
  }
  return bits;
}

function entropyOfAny(text: string): number {
  const seen = new Map<string, number>();
  for (const character of text) seen.set(character, (seen.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of seen.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/**
 * True for a text that no person thought up: long enough, digits and letters mixed or both cases mixed at random, and
 * nothing in it repeats much.
 */
export function looksRandom(text: string): boolean {
  if (text.length < 16 || !/\d/.test(text)) return false;
  if (/^\d+$/.test(text) || /^[a-z]+[-_]?\d+$/i.test(text)) return false;
  return entropy(text) > (/^[0-9a-f-]+$/i.test(text) ? 2.8 : 3.2) && changes(text) >= text.length / 6;
}

/** How often the kind of character changes: letter to digit, small to capital. */
export function changes(text: string): number {
  let count = 0;
  for (let i = 1; i < text.length; i++) if (kindOf(text.charCodeAt(i)) !== kindOf(text.charCodeAt(i - 1))) count++;
  return count;
}

function kindOf(unit: number): number {
  if (unit >= 0x30 && unit <= 0x39) return 0;
  if (unit >= 0x41 && unit <= 0x5a) return 1;
  return unit >= 0x61 && unit <= 0x7a ? 2 : 3;
}
