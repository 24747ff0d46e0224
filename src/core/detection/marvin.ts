/**
 * Marvin32, the keyed checksum that Microsoft writes into the keys of Azure (published in .NET and SymCrypt), folded to 32 bits.
 *
 * @param seed eight ASCII characters that name the kind of key
 * @returns 0 to 2^32 - 1
 */
export function marvin32(data: Uint8Array, seed: string): number {
  const state = { low: wordOf(seed.slice(4)), high: wordOf(seed.slice(0, 4)) };
  const whole = data.length & ~3;
  for (let at = 0; at < whole; at += 4) add(state, littleEndian(data, at, 4));
  const rest = data.length - whole;
  add(state, (littleEndian(data, whole, rest) | (0x80 << (rest * 8))) >>> 0);
  add(state, 0);
  return (state.low ^ state.high) >>> 0;
}

interface State {
  low: number;
  high: number;
}

/** Four characters as a number, the first one highest. */
function wordOf(text: string): number {
  return text.split("").reduce((word, character) => ((word << 8) | character.charCodeAt(0)) >>> 0, 0);
}

function littleEndian(data: Uint8Array, from: number, count: number): number {
  let word = 0;
  for (let i = count - 1; i >= 0; i--) word = ((word << 8) | (data[from + i] ?? 0)) >>> 0;
  return word;
}

function add(state: State, word: number): void {
  let low = (state.low + word) >>> 0;
  let high = (state.high ^ low) >>> 0;
  low = (rotated(low, 20) + high) >>> 0;
  high = (rotated(high, 9) ^ low) >>> 0;
  low = (rotated(low, 27) + high) >>> 0;
  state.low = low;
  state.high = rotated(high, 19);
}

function rotated(word: number, bits: number): number {
  return ((word << bits) | (word >>> (32 - bits))) >>> 0;
}
