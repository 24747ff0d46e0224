import { BIGRAMS } from "./words.ts";

/**
 * How much the letters of a text look like words, 0 (like random letters) to 12 (like English); -1 where it has fewer than
 * three letters in a row. Mean of the logarithms of how often each letter follows the one before it.
 */
export function englishness(text: string): number {
  let sum = 0;
  let count = 0;
  let previous = 0;
  const length = Math.min(text.length, 120);
  for (let i = 0; i < length; i++) {
    const unit = text.charCodeAt(i) | 0x20;
    const letter = unit >= 0x61 && unit <= 0x7a ? unit - 0x60 : 0;
    if (letter > 0) {
      sum += BIGRAMS.charCodeAt(previous * 27 + letter) - 0x23;
      count++;
    }
    previous = letter;
  }
  return count < 3 ? -1 : Math.max(0, Math.min(12, Math.round((sum / count - 14) / 3)));
}
