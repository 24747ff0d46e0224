const STRIDE = 64;
const MOST_STATES = 0x1_00_00;

/** The table of an Aho-Corasick automaton over bytes. */
export interface Transitions {
  /** One class for each byte, both cases of a letter in one; 0 for bytes of no keyword. */
  readonly classes: Uint8Array;
  /** Next state by state times 64 and class. */
  readonly next: Uint16Array;
  /** States from this one on report something. */
  readonly reporting: number;
  /** Numbers of the keywords that states report, for each state longest first. */
  readonly words: Int32Array;
  /** Where those of a reporting state begin in `words`, and behind the last one where they end. */
  readonly firstWord: Int32Array;
}

/**
 * @param keywords lower case, ASCII, not empty, at most 63 different characters in all
 * @throws RangeError where the keywords use more characters, or more than 65,536 states
 */
export function buildTransitions(keywords: readonly string[]): Transitions {
  const classes = byteClasses(keywords);
  const trie = buildTrie(keywords, classes);
  const { next, order } = linkTrie(trie);
  return { classes, ...renumbered(next, order, trie.words) };
}

function byteClasses(keywords: readonly string[]): Uint8Array {
  const classes = new Uint8Array(256);
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
  if (trie.words.length > MOST_STATES) throw new RangeError("The keywords need more than 65,536 states.");
  return trie;
}

function childOf({ children, words }: Trie, slot: number): number {
  const child = at(children, slot);
  if (child !== 0) return child;
  children[slot] = words.length;
  return words.push([]) - 1;
}

interface Links {
  readonly next: Int32Array;
  /** For each state that of its longest proper suffix. */
  readonly suffixes: Int32Array;
  /** States by their depth. */
  readonly order: number[];
}

/** Turns missing children into the transitions of the longest proper suffix, so that a run never backtracks. */
function linkTrie(trie: Trie): Links {
  const count = trie.words.length;
  const links: Links = {
    next: trie.children.slice(0, count * STRIDE),
    suffixes: new Int32Array(count),
    order: [0],
  };
  for (const state of links.order) linkState(state, trie, links);
  return links;
}

function linkState(state: number, { children, words }: Trie, { next, suffixes, order }: Links): void {
  const row = state * STRIDE;
  const shorterRow = at(suffixes, state) * STRIDE;
  for (let k = 0; k < STRIDE; k++) {
    const child = at(children, row + k);
    const shorter = state === 0 ? 0 : at(next, shorterRow + k);
    if (child === 0) next[row + k] = shorter;
    else {
      suffixes[child] = shorter;
      words[child]?.push(...(words[shorter] ?? []));
      order.push(child);
    }
  }
}

/** The same table with the states that report something at its end, and those near the start, where a run mostly is, together. */
function renumbered(
  next: Int32Array,
  order: readonly number[],
  words: readonly (readonly number[])[],
): Omit<Transitions, "classes"> {
  const reports = (state: number): boolean => (words[state]?.length ?? 0) > 0;
  const silent = order.filter((state) => !reports(state));
  const states = [...silent, ...order.filter(reports)];
  const numbers = new Uint16Array(states.length);
  for (const [number, state] of states.entries()) numbers[state] = number;
  const table = new Uint16Array(states.length * STRIDE);
  for (const [number, state] of states.entries()) {
    for (let k = 0; k < STRIDE; k++) table[number * STRIDE + k] = at(numbers, at(next, state * STRIDE + k));
  }
  return { next: table, reporting: silent.length, ...listed(states.slice(silent.length).map((s) => words[s] ?? [])) };
}

function listed(words: readonly (readonly number[])[]): Pick<Transitions, "words" | "firstWord"> {
  const firstWord = new Int32Array(words.length + 1);
  for (const [index, some] of words.entries()) firstWord[index + 1] = at(firstWord, index) + some.length;
  return { words: Int32Array.from(words.flat()), firstWord };
}

/** Within the array by construction. */
function at(numbers: Int32Array | Uint16Array, index: number): number {
  return numbers[index] ?? 0;
}
