import { buildTransitions, type Transitions } from "./transitions.ts";

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

/** So many UTF-16 units are looked at together: their bytes stay in the processor's nearest memory. */
const CHUNK = 16_384;
/** Stands for every character beyond ASCII: no keyword has one. */
const OTHER = 0x80;

/**
 * An Aho-Corasick automaton in one flat table. ASCII letters match in either case.
 *
 * It runs over bytes, one for each unit: loading them is twice as fast as asking a string.
 *
 * @param keywords lower case, ASCII, not empty, at most 63 different characters in all
 * @throws RangeError where the keywords use more characters, or more than 65,536 states
 */
export function buildAutomaton(keywords: readonly string[]): Automaton {
  const transitions = buildTransitions(keywords);
  const longest = keywords.reduce((most, word) => Math.max(most, word.length), 0);
  const overlap = Math.max(0, longest - 1);
  const bytes = new Uint8Array(CHUNK + overlap);
  const reports = new Int32Array(3 * bytes.length);
  const buffer = new HitBuffer();
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
        buffer.addLane(reports, count, transitions, { lane: 0, start, after: at });
        buffer.addLane(reports, count, transitions, {
          lane: 1,
          start: start + length - lane,
          after: Math.max(at, start + lane),
        });
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

interface LaneOfText {
  readonly lane: 0 | 1;
  /** Offset in the text where the lane began. */
  readonly start: number;
  /** Hits that end here or before are known already. */
  readonly after: number;
}

class HitBuffer implements Hits {
  count = 0;
  #data = new Int32Array(1024);

  clear(): void {
    this.count = 0;
  }

  /** Adds what the states of one lane report. */
  addLane(
    reports: Int32Array,
    count: number,
    { reporting, firstWord, words }: Transitions,
    { lane, start, after }: LaneOfText,
  ): void {
    for (let i = 0; i < count; i += 3) {
      const number = (reports[i + lane] ?? 0) - reporting;
      const end = start + (reports[i + 2] ?? 0) + 1;
      if (number < 0 || end <= after) continue;
      const last = firstWord[number + 1] ?? 0;
      for (let word = firstWord[number] ?? 0; word < last; word++) this.#add(words[word] ?? 0, end);
    }
  }
  keyword(index: number): number {
    return this.#data[index * 2] ?? 0;
  }
  end(index: number): number {
    return this.#data[index * 2 + 1] ?? 0;
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
