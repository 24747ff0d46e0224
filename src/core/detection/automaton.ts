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
/** UTF-8 takes at most three bytes for a UTF-16 unit. */
const BYTES_PER_UNIT = 3;
/** Shorter texts are not worth a second lane. */
const LEAST_LANE = 256;

/**
 * An Aho-Corasick automaton in one flat table. ASCII letters match in either case.
 *
 * It runs over UTF-8: one byte has one class, and loading bytes is twice as fast as asking a string for its units. Two
 * halves of a chunk are run through side by side, because each step waits for the table's answer to the one before.
 *
 * @param keywords lower case, ASCII, not empty, at most 63 different characters in all
 * @throws RangeError where the keywords use more characters, or more than 65,536 states
 */
export function buildAutomaton(keywords: readonly string[]): Automaton {
  const transitions = buildTransitions(keywords);
  const longest = keywords.reduce((most, word) => Math.max(most, word.length), 0);
  const overlap = Math.max(0, longest - 1);
  const lanes = new Lanes(transitions, (CHUNK + overlap) * BYTES_PER_UNIT, overlap);
  const buffer = new HitBuffer();
  return {
    longest,
    find(text, from, to) {
      buffer.clear();
      for (let at = from; at < to; at += CHUNK) {
        const start = Math.max(0, at - overlap);
        lanes.run(text.slice(start, Math.min(to, at + CHUNK)));
        lanes.report(start, at, buffer);
      }
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

/** One chunk's bytes and the states that reported something in them, in two lanes. */
class Lanes {
  readonly #transitions: Transitions;
  readonly #overlap: number;
  readonly #encoder = new TextEncoder();
  readonly #bytes: Uint8Array;
  readonly #first: Int32Array;
  readonly #second: Int32Array;
  #isAscii = true;
  #firstCount = 0;
  #secondCount = 0;
  /** The second lane's hits up to here are the first one's, too. */
  #border = 0;

  constructor(transitions: Transitions, size: number, overlap: number) {
    this.#transitions = transitions;
    this.#overlap = overlap;
    this.#bytes = new Uint8Array(size);
    // A state and an offset for each byte, should each report something.
    this.#first = new Int32Array(2 * size);
    this.#second = new Int32Array(size + 2 * overlap + 2);
  }

  /** Takes at most the chunk and the overlap that the buffers were made for. */
  run(chunk: string): void {
    const { written } = this.#encoder.encodeInto(chunk, this.#bytes);
    this.#isAscii = written === chunk.length;
    this.#border = written < LEAST_LANE ? written : written >> 1;
    const offset = Math.max(0, this.#border - this.#overlap);
    this.#runBoth(this.#border === written ? written : offset, written);
  }

  /** Adds the hits of the chunk that began at offset `start` and end behind `from`. */
  report(start: number, from: number, hits: HitBuffer): void {
    const addLane = this.#isAscii ? addAscii : addUtf8;
    const lane = { bytes: this.#bytes, words: this.#transitions.words, start, from, hits };
    addLane(lane, this.#first.subarray(0, this.#firstCount), 0);
    addLane(lane, this.#second.subarray(0, this.#secondCount), this.#border);
  }

  /** The first lane goes up to the border, the second one from `offset` to `stop`. */
  #runBoth(offset: number, stop: number): void {
    const { next, classes, reporting } = this.#transitions;
    const bytes = this.#bytes;
    const first = this.#first;
    const second = this.#second;
    const border = this.#border;
    const both = Math.min(border, stop - offset);
    let a = 0;
    let b = 0;
    let firstCount = 0;
    let secondCount = 0;
    let at = 0;
    for (; at < both; at++) {
      a = next[(a << 6) | (classes[bytes[at] ?? 0] ?? 0)] ?? 0;
      b = next[(b << 6) | (classes[bytes[offset + at] ?? 0] ?? 0)] ?? 0;
      if (a >= reporting) {
        first[firstCount++] = a;
        first[firstCount++] = at + 1;
      }
      if (b >= reporting) {
        second[secondCount++] = b;
        second[secondCount++] = offset + at + 1;
      }
    }
    for (let i = at; i < border; i++) {
      a = next[(a << 6) | (classes[bytes[i] ?? 0] ?? 0)] ?? 0;
      if (a >= reporting) {
        first[firstCount++] = a;
        first[firstCount++] = i + 1;
      }
    }
    for (let i = offset + at; i < stop; i++) {
      b = next[(b << 6) | (classes[bytes[i] ?? 0] ?? 0)] ?? 0;
      if (b >= reporting) {
        second[secondCount++] = b;
        second[secondCount++] = i + 1;
      }
    }
    this.#firstCount = firstCount;
    this.#secondCount = secondCount;
  }
}

interface Report {
  readonly bytes: Uint8Array;
  readonly words: Transitions["words"];
  readonly start: number;
  readonly from: number;
  readonly hits: HitBuffer;
}

/** Adds a lane's hits that end behind the byte `after`, in a chunk whose bytes are its units. */
function addAscii({ words, start, from, hits }: Report, lane: Int32Array, after: number): void {
  for (let i = 0; i < lane.length; i += 2) {
    const stop = lane[i + 1] ?? 0;
    if (stop <= after || start + stop <= from) continue;
    for (const keyword of words[lane[i] ?? 0] ?? []) hits.add(keyword, start + stop);
  }
}

function addUtf8({ bytes, words, start, from, hits }: Report, lane: Int32Array, after: number): void {
  let byte = after;
  let unit = countUnits(bytes, 0, after);
  for (let i = 0; i < lane.length; i += 2) {
    const stop = lane[i + 1] ?? 0;
    if (stop <= after) continue;
    unit += countUnits(bytes, byte, stop);
    byte = stop;
    if (start + unit <= from) continue;
    for (const keyword of words[lane[i] ?? 0] ?? []) hits.add(keyword, start + unit);
  }
}

/** How many UTF-16 units the bytes of UTF-8 from `from` up to `to` stand for. */
function countUnits(bytes: Uint8Array, from: number, to: number): number {
  let units = 0;
  for (let at = from; at < to; at++) {
    const byte = bytes[at] ?? 0;
    // Bytes that go on with a character count nothing; a character of four bytes is two units.
    if ((byte & 0xc0) !== 0x80) units += byte >= 0xf0 ? 2 : 1;
  }
  return units;
}
