import { buildTransitions, type Transitions } from "./transitions.ts";

/** Places where keywords occur: pairs of keyword number and the offset after its last character. */
export interface Hits {
  readonly count: number;
  keyword(index: number): number;
  end(index: number): number;
}

export interface Keyword {
  /** Lower case, ASCII, not empty. */
  readonly text: string;
  /**
   * True where nobody wants it inside of a word: it is not reported where a letter goes before its small first letter.
   * Behind `n`, `r` and `t` it is: they may end an escape.
   */
  readonly standsFree: boolean;
}

/** Finds all occurrences of a fixed set of keywords in one pass. */
export interface Automaton {
  /** Hits that end in (`from`, `to`], in order of their ends. The buffer is used again by the next call. */
  find(text: string, from: number, to: number): Hits;
  /** Length of the longest keyword. */
  readonly longest: number;
}

/** So many UTF-16 units are looked at together: their bytes stay in the processor's nearest memory. */
const CHUNK = 16_384;
/** Stands for every character beyond ASCII: no keyword has one. */
const OTHER = 0x80;

/**
 * An Aho-Corasick automaton in one flat table. ASCII letters match in either case.
 *
 * It runs over bytes, one for each unit: loading them is twice as fast as asking a string.
 *
 * @param keywords at most 63 different characters in all
 * @throws RangeError where the keywords use more characters, or more than 65,536 states
 */
export function buildAutomaton(keywords: readonly Keyword[]): Automaton {
  const transitions = buildTransitions(keywords.map(({ text }) => text));
  const longest = keywords.reduce((most, { text }) => Math.max(most, text.length), 0);
  const overlap = Math.max(0, longest - 1);
  const bytes = new Uint8Array(CHUNK + overlap);
  const reports = new Int32Array(3 * bytes.length);
  const buffer = new HitBuffer(keywords, transitions, bytes);
  return {
    longest,
    find(text, from, to) {
      buffer.clear();
      for (let at = from; at < to; at += CHUNK) {
        const start = Math.max(0, at - overlap);
        const length = Math.min(to, at + CHUNK) - start;
        writeAscii(text, start, start + length, bytes);
        // Two lanes that overlap by one keyword, so that none is cut by both.
        const lane = Math.min(length, (length + overlap + 1) >> 1);
        const count = runLanes(transitions, { bytes, reports }, length - lane, lane);
        const found = reports.subarray(0, count);
        const first = { lane: 0, begin: 0, after: at - start } as const;
        const second = { lane: 1, begin: length - lane, after: Math.max(at - start, lane) } as const;
        buffer.addLane(found, start, first);
        buffer.addLane(found, start, second);
      }
      return buffer;
    },
  };
}

const encoder = new TextEncoder();

/** Writes a byte for each UTF-16 unit. */
function writeAscii(text: string, from: number, to: number, bytes: Uint8Array): void {
  // The encoder is fast, and right as long as there is nothing but ASCII.
  const { read, written } = encoder.encodeInto(text.slice(from, to), bytes);
  if (read === to - from && written === read) return;
  for (let i = from; i < to; i++) {
    const unit = text.charCodeAt(i);
    bytes[i - from] = unit < OTHER ? unit : OTHER;
  }
}

/**
 * Runs through two stretches of the same length, from 0 and from `second`, side by side: each step has to wait for the
 * table's answer to the one before.
 *
 * @param reports gets the states of both lanes and their offset wherever one of them reports something
 * @returns how many numbers it got
 */
function runLanes(
  { next, classes, reporting }: Transitions,
  { bytes, reports }: { readonly bytes: Uint8Array; readonly reports: Int32Array },
  second: number,
  length: number,
): number {
  let a = 0;
  let b = 0;
  let count = 0;
  for (let i = 0; i < length; i++) {
    a = step(next, classes, a, bytes[i] ?? 0);
    b = step(next, classes, b, bytes[second + i] ?? 0);
    if (a >= reporting || b >= reporting) {
      reports[count] = a;
      reports[count + 1] = b;
      reports[count + 2] = i;
      count += 3;
    }
  }
  return count;
}

/** The state after a byte. */
function step(next: Uint16Array, classes: Uint8Array, state: number, byte: number): number {
  return next[(state << 6) | (classes[byte] ?? 0)] ?? 0;
}

/** Offsets in the chunk. */
interface Lane {
  readonly lane: 0 | 1;
  readonly begin: number;
  /** Hits that end here or before are known already. */
  readonly after: number;
}

class HitBuffer implements Hits {
  count = 0;
  readonly #transitions: Transitions;
  readonly #bytes: Uint8Array;
  /** For a keyword that stands free its length, else 0. */
  readonly #free: Uint8Array;
  #data = new Int32Array(1024);

  constructor(keywords: readonly Keyword[], transitions: Transitions, bytes: Uint8Array) {
    this.#transitions = transitions;
    this.#bytes = bytes;
    this.#free = Uint8Array.from(keywords, ({ text, standsFree }) => (standsFree ? text.length : 0));
  }

  clear(): void {
    this.count = 0;
  }

  /** Adds what the states of one lane report, in a chunk that begins at `start` of its text. */
  addLane(reports: Int32Array, start: number, { lane, begin, after }: Lane): void {
    const { reporting } = this.#transitions;
    for (let i = 0; i < reports.length; i += 3) {
      const number = (reports[i + lane] ?? 0) - reporting;
      const end = begin + (reports[i + 2] ?? 0) + 1;
      if (number < 0 || end <= after) continue;
      this.#addWords(number, start, end);
    }
  }
  keyword(index: number): number {
    return this.#data[index * 2] ?? 0;
  }
  end(index: number): number {
    return this.#data[index * 2 + 1] ?? 0;
  }

  #addWords(number: number, start: number, end: number): void {
    const { firstWord, words } = this.#transitions;
    const last = firstWord[number + 1] ?? 0;
    for (let i = firstWord[number] ?? 0; i < last; i++) {
      const keyword = words[i] ?? 0;
      if (!this.#isInWord(keyword, end)) this.#add(keyword, start + end);
    }
  }
  #isInWord(keyword: number, end: number): boolean {
    const length = this.#free[keyword] ?? 0;
    return (
      length > 0 &&
      end > length &&
      IN_WORD[this.#bytes[end - length - 1] ?? 0] === 1 &&
      isSmall(this.#bytes[end - length] ?? 0)
    );
  }
  #add(keyword: number, end: number): void {
    const at = this.count * 2;
    if (at + 2 > this.#data.length) this.#grow();
    this.#data[at] = keyword;
    this.#data[at + 1] = end;
    this.count++;
  }
  #grow(): void {
    const larger = new Int32Array(this.#data.length * 2);
    larger.set(this.#data);
    this.#data = larger;
  }
}

/** 1 for letters but `n`, `r` and `t`. */
const IN_WORD = Uint8Array.from({ length: 256 }, (_, byte) =>
  /[a-zA-Z]/.test(String.fromCharCode(byte)) && !"nrt".includes(String.fromCharCode(byte)) ? 1 : 0,
);

function isSmall(byte: number): boolean {
  return byte >= 0x61 && byte <= 0x7a;
}
