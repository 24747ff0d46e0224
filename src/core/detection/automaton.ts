/** Places where keywords occur: pairs of keyword number and the offset after its last character. */
export interface Hits {
  readonly count: number;
  keyword(index: number): number;
  end(index: number): number;
}

/** Finds all occurrences of a fixed set of keywords in one pass. */
export interface Automaton {
  /** Hits that end in (`from`, `to`], in order of their ends. The buffer is used again by the next call. */
  find(text: string, from: number, to: number): Hits;
  /** Length of the longest keyword. */
  readonly longest: number;
}

const STRIDE = 64;

/**
 * An Aho-Corasick automaton in one flat table. ASCII letters match in either case.
 *
 * @param keywords lower case, ASCII, not empty, at most 63 different characters in all
 * @throws RangeError where the keywords use more characters
 */
export function buildAutomaton(keywords: readonly string[]): Automaton {
  const classes = characterClasses(keywords);
  const trie = buildTrie(keywords, classes);
  const table = linkTrie(trie);
  const buffer = new HitBuffer();
  return {
    longest: keywords.reduce((longest, word) => Math.max(longest, word.length), 0),
    find(text, from, to) {
      buffer.clear();
      run(table, classes, { text, from, to }, buffer);
      return buffer;
    },
  };
}

class HitBuffer implements Hits {
  count = 0;
  #data = new Int32Array(1024);

  clear(): void {
    this.count = 0;
  }
  add(keyword: number, end: number): void {
    if (this.count * 2 + 2 > this.#data.length) {
      const larger = new Int32Array(this.#data.length * 2);
      larger.set(this.#data);
      this.#data = larger;
    }
    this.#data[this.count * 2] = keyword;
    this.#data[this.count * 2 + 1] = end;
    this.count++;
  }
  keyword(index: number): number {
    return this.#data[index * 2] ?? 0;
  }
  end(index: number): number {
    return this.#data[index * 2 + 1] ?? 0;
  }
}

/** One class per character that occurs in a keyword, both cases in one; 0 for every other UTF-16 unit. */
function characterClasses(keywords: readonly string[]): Uint8Array {
  const classes = new Uint8Array(0x1_00_00);
  let next = 1;
  for (const character of new Set(keywords.join(""))) {
    if (next === STRIDE) throw new RangeError("The keywords use more than 63 characters.");
    classes[character.charCodeAt(0)] = next;
    classes[character.toUpperCase().charCodeAt(0)] = next;
    next++;
  }
  return classes;
}

interface Trie {
  /** Row of 64 children for each state; 0 = none. */
  readonly children: Int32Array;
  /** Keywords that end in each state; one for each state. */
  readonly words: number[][];
}

function buildTrie(keywords: readonly string[], classes: Uint8Array): Trie {
  const most = keywords.reduce((total, word) => total + word.length, 1);
  const trie: Trie = { children: new Int32Array(most * STRIDE), words: [[]] };
  for (const [number, keyword] of keywords.entries()) {
    let state = 0;
    for (let i = 0; i < keyword.length; i++)
      state = childOf(trie, state * STRIDE + (classes[keyword.charCodeAt(i)] ?? 0));
    trie.words[state]?.push(number);
  }
  return trie;
}

function childOf({ children, words }: Trie, slot: number): number {
  const child = children[slot] ?? 0;
  if (child !== 0) return child;
  children[slot] = words.length;
  return words.push([]) - 1;
}

interface Table {
  /** Next state (times 64) for state and class; states that report something are negative. */
  readonly next: Int32Array;
  readonly words: readonly (readonly number[])[];
}

/** Turns missing children into the transitions of the longest proper suffix, so that a run never backtracks. */
function linkTrie({ children, words }: Trie): Table {
  const next = children.slice(0, words.length * STRIDE);
  const suffixes = new Int32Array(words.length);
  const queue = [0];
  for (const state of queue) linkState(state, { children, words }, { next, suffixes, queue });
  for (let i = 0; i < next.length; i++) {
    const state = at(next, i);
    next[i] = words[state]?.length === 0 ? state * STRIDE : -state * STRIDE;
  }
  return { next, words };
}

interface Links {
  readonly next: Int32Array;
  /** For each state that of its longest proper suffix. */
  readonly suffixes: Int32Array;
  /** States by their depth. */
  readonly queue: number[];
}

function linkState(state: number, { children, words }: Trie, { next, suffixes, queue }: Links): void {
  const row = state * STRIDE;
  const shorterRow = at(suffixes, state) * STRIDE;
  for (let k = 0; k < STRIDE; k++) {
    const child = at(children, row + k);
    const shorter = state === 0 ? 0 : at(next, shorterRow + k);
    if (child === 0) next[row + k] = shorter;
    else {
      suffixes[child] = shorter;
      words[child]?.push(...(words[shorter] ?? []));
      queue.push(child);
    }
  }
}

/** Within the array by construction. */
function at(numbers: Int32Array, index: number): number {
  return numbers[index] ?? 0;
}

interface Stretch {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

function run({ next, words }: Table, classes: Uint8Array, { text, from, to }: Stretch, hits: HitBuffer): void {
  let state = 0;
  for (let i = from; i < to; i++) {
    state = next[state + (classes[text.charCodeAt(i)] ?? 0)] ?? 0;
    if (state < 0) {
      state = -state;
      for (const keyword of words[state / STRIDE] ?? []) hits.add(keyword, i + 1);
    }
  }
}
