const STRIDE = 64;
const MOST_STATES = 0x1_00_00;

/** The table of an Aho-Corasick automaton over bytes. */
export interface Transitions {
  /** One class for each byte, both cases of a letter in one, bytes of `LEADS` in two more; 0 for bytes of no keyword. */
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
 * Bytes that begin a character beyond ASCII in UTF-8, as keywords of their own: from `À` on those with which one byte more
 * comes than the character has UTF-16 units, from `à` on those with two.
 */
export const LEADS: readonly string[] = ["À", "à"];
const LEADS_EACH = 0x20;

/**
 * @param keywords lower case, ASCII, not empty, at most 61 different characters in all; and `LEADS`
 * @throws RangeError where the keywords use more characters, or more than 65,536 states
 */
export function buildTransitions(keywords: readonly string[]): Transitions {
  const classes = byteClasses(keywords);
  const trie = buildTrie(keywords, classes);
  const order = linkTrie(trie);
  return { classes, ...renumbered(trie, order) };
}

function byteClasses(keywords: readonly string[]): Uint8Array {
  const classes = new Uint8Array(256);
  let next = 1;
  for (const character of new Set(keywords.join(""))) {
    if (next === STRIDE) throw new RangeError("The keywords use more than 61 characters.");
    const byte = character.charCodeAt(0);
    if (LEADS.includes(character)) classes.fill(next, byte, byte + LEADS_EACH);
    else classes[byte] = classes[character.toUpperCase().charCodeAt(0)] = next;
    next++;
  }
  return classes;
}

interface Trie {
  count: number;
  /** Row of 64 for each state: its children, 0 for none; once it is linked, the next states. */
  readonly rows: Int32Array;
  /** The keyword that ends in each state, plus 1; 0 for none. */
  readonly words: Int32Array;
  /** For each state that of its longest proper suffix in which a keyword ends; 0 for none. */
  readonly shorterWords: Int32Array;
}

function buildTrie(keywords: readonly string[], classes: Uint8Array): Trie {
  const most = keywords.reduce((total, word) => total + word.length, 1);
  const trie: Trie = {
    count: 1,
    rows: new Int32Array(most * STRIDE),
    words: new Int32Array(most),
    shorterWords: new Int32Array(most),
  };
  for (const [number, keyword] of keywords.entries()) {
    let state = 0;
    for (let i = 0; i < keyword.length; i++)
      state = childOf(trie, state * STRIDE + (classes[keyword.charCodeAt(i)] ?? 0));
    trie.words[state] = number + 1;
  }
  if (trie.count > MOST_STATES) throw new RangeError("The keywords need more than 65,536 states.");
  return trie;
}

function childOf(trie: Trie, slot: number): number {
  const child = at(trie.rows, slot);
  if (child !== 0) return child;
  trie.rows[slot] = trie.count;
  return trie.count++;
}

/**
 * Turns missing children into the transitions of the longest proper suffix, so that a run never backtracks.
 *
 * @returns all states by their depth
 */
function linkTrie(trie: Trie): Int32Array {
  const order = new Int32Array(trie.count);
  const suffixes = new Int32Array(trie.count);
  let last = 1;
  for (let i = 0; i < last; i++) last = linkState(at(order, i), trie, suffixes, { order, last });
  return order;
}

/** Links one state and puts its children behind the last of the order; returns the new end of the order. */
function linkState(
  state: number,
  { rows, words, shorterWords }: Trie,
  suffixes: Int32Array,
  { order, last }: { readonly order: Int32Array; readonly last: number },
): number {
  const row = state * STRIDE;
  const suffixRow = at(suffixes, state) * STRIDE;
  let end = last;
  for (let k = 0; k < STRIDE; k++) {
    const child = at(rows, row + k);
    const shorter = state === 0 ? 0 : at(rows, suffixRow + k);
    if (child === 0) rows[row + k] = shorter;
    else {
      suffixes[child] = shorter;
      shorterWords[child] = at(words, shorter) > 0 ? shorter : at(shorterWords, shorter);
      order[end++] = child;
    }
  }
  return end;
}

/** The same table with the states that report something at its end, and those near the start, where a run mostly is, together. */
function renumbered(trie: Trie, order: Int32Array): Omit<Transitions, "classes"> {
  const reports = (state: number): boolean => at(trie.words, state) > 0 || at(trie.shorterWords, state) > 0;
  const silent = order.filter((state) => !reports(state));
  const states = [...silent, ...order.filter(reports)];
  const numbers = new Uint16Array(states.length);
  for (const [number, state] of states.entries()) numbers[state] = number;
  const next = new Uint16Array(states.length * STRIDE);
  for (let number = 0; number < states.length; number++) {
    const from = (states[number] ?? 0) * STRIDE;
    for (let k = 0; k < STRIDE; k++) next[number * STRIDE + k] = at(numbers, at(trie.rows, from + k));
  }
  const reported = states.slice(silent.length).map((state) => wordsOf(state, trie));
  return { next, reporting: silent.length, ...listed(reported) };
}

/** The keywords that end in a state, longest first. */
function wordsOf(state: number, { words, shorterWords }: Trie): readonly number[] {
  const found: number[] = [];
  for (let suffix = state; suffix !== 0; suffix = at(shorterWords, suffix)) {
    if (at(words, suffix) > 0) found.push(at(words, suffix) - 1);
  }
  return found;
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
