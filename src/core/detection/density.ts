import { isBlank, isLineBreak, isQuote } from "./units.ts";

/** In so many UTF-16 units … */
export const DENSITY_REACH = 256;
/** … no source code has more names of secrets than this, … */
const MOST_NAMES = 32;
/** … nor more of them without a blank or a quote in between. */
const MOST_IN_ONE_WORD = 8;

/**
 * Which names stand too close together to be read one by one. In `pwd=pwd=pwd=…` each value holds all those behind it:
 * reading every one would take the square of the text's length. Only the 256 units before a name decide, so that what is
 * known of the rest of a text holds after an edit.
 */
export class Density {
  /** Offsets after the last names, in a ring. */
  readonly #ends: number[] = [];
  #count = 0;

  /** Takes note of a name by the offset after its keyword; offsets never fall. True where it is one too many. */
  add(text: string, end: number): boolean {
    const isTooMany = end - this.#last(MOST_NAMES) < DENSITY_REACH || this.#isOneWord(text, end);
    this.#ends[this.#count % MOST_NAMES] = end;
    this.#count++;
    return isTooMany;
  }

  #isOneWord(text: string, end: number): boolean {
    const from = this.#last(MOST_IN_ONE_WORD);
    return end - from < DENSITY_REACH && !hasBreak(text, from, end);
  }

  #last(count: number): number {
    return count > this.#count ? -DENSITY_REACH : (this.#ends[(this.#count - count) % MOST_NAMES] ?? 0);
  }
}

function hasBreak(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at);
    if (isBlank(unit) || isLineBreak(unit) || isQuote(unit)) return true;
  }
  return false;
}
