/** How many values one place may lie in; source code nests a few, only made-up text nests hundreds. */
const DEEPEST = 8;

/** Which values are open at a place of a text that is gone through from front to back. */
export interface Nesting {
  /** True where so many values hold the offset that one more inside of them is not worth its reading. */
  isTooDeep(offset: number): boolean;
  /** Takes note of a value by the offset after it. */
  add(end: number): void;
}

/**
 * Nothing is open at first. In `pwd=pwd=pwd=…` each value holds all those behind it: reading every one would take the
 * square of the text's length.
 */
export function createNesting(): Nesting {
  let ends: readonly number[] = [];
  return {
    isTooDeep(offset) {
      ends = ends.filter((end) => end > offset);
      return ends.length >= DEEPEST;
    },
    add(end) {
      ends = [...ends, end];
    },
  };
}
