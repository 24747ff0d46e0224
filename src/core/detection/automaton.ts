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
  addAll(keywords: readonly number[] | undefined, end: number): void {
    for (const keyword of keywords ?? []) this.#add(keyword, end);
  }
  #add(keyword: number, end: number): void {
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

/** Where one lane of a chunk has come to, and the states that reported something on the way, each with the offset after it. */
class Lane {
  readonly reports: Int32Array;
  count = 0;
  state = 0;
  at = 0;
  stop = 0;

  constructor(size: number) {
    // A state and an offset for each byte, should each report something.
    this.reports = new Int32Array(2 * size);
  }

  start(from: number, to: number): void {
    this.count = 0;
    this.state = 0;
    this.at = from;
    this.stop = to;
  }
}

/** One chunk's bytes and what was found in them, in two lanes. */
class Lanes {
  readonly #transitions: Transitions;
  readonly #overlap: number;
  readonly #encoder = new TextEncoder();
  readonly #bytes: Uint8Array;
  readonly #first: Lane;
  readonly #second: Lane;
  #isAscii = true;
  /** The second lane's hits up to here are the first one's, too. */
  #border = 0;

  constructor(transitions: Transitions, size: number, overlap: number) {
    this.#transitions = transitions;
    this.#overlap = overlap;
    this.#bytes = new Uint8Array(size);
    this.#first = new Lane(size);
    this.#second = new Lane(size);
  }

  /** Takes at most the chunk and the overlap that the buffers were made for. */
  run(chunk: string): void {
    const { written } = this.#encoder.encodeInto(chunk, this.#bytes);
    this.#isAscii = written === chunk.length;
    this.#border = written < LEAST_LANE ? written : written >> 1;
    this.#first.start(0, this.#border);
    this.#second.start(this.#border === written ? written : Math.max(0, this.#border - this.#overlap), written);
    runBoth(this.#transitions, this.#bytes, this.#first, this.#second);
    runOne(this.#transitions, this.#bytes, this.#first);
    runOne(this.#transitions, this.#bytes, this.#second);
  }

  /** Adds the hits of the chunk that began at offset `start` and end behind `from`. */
  report(start: number, from: number, hits: HitBuffer): void {
    const add = this.#isAscii ? addAscii : addUtf8;
    const report = { bytes: this.#bytes, words: this.#transitions.words, start, from, hits };
    add(report, this.#first, 0);
    add(report, this.#second, this.#border);
  }
}

/** The state after a byte. */
function step({ next, classes }: Transitions, state: number, byte: number): number {
  return next[(state << 6) | (classes[byte] ?? 0)] ?? 0;
}

/** Goes on with both lanes, a byte of each in turn, to the end of the shorter one. */
function runBoth(transitions: Transitions, bytes: Uint8Array, first: Lane, second: Lane): void {
  const { reporting } = transitions;
  const firstReports = first.reports;
  const secondReports = second.reports;
  const firstAt = first.at;
  const secondAt = second.at;
  const length = Math.min(first.stop - firstAt, second.stop - secondAt);
  let a = 0;
  let b = 0;
  let firstCount = 0;
  let secondCount = 0;
  for (let i = 0; i < length; i++) {
    a = step(transitions, a, bytes[firstAt + i] ?? 0);
    b = step(transitions, b, bytes[secondAt + i] ?? 0);
    if (a >= reporting) {
      firstReports[firstCount++] = a;
      firstReports[firstCount++] = firstAt + i + 1;
    }
    if (b >= reporting) {
      secondReports[secondCount++] = b;
      secondReports[secondCount++] = secondAt + i + 1;
    }
  }
  Object.assign(first, { state: a, count: firstCount, at: firstAt + length });
  Object.assign(second, { state: b, count: secondCount, at: secondAt + length });
}

/** Goes on with a lane to its end. */
function runOne(transitions: Transitions, bytes: Uint8Array, lane: Lane): void {
  const { reporting } = transitions;
  const { reports, stop } = lane;
  let { state, count } = lane;
  for (let at = lane.at; at < stop; at++) {
    state = step(transitions, state, bytes[at] ?? 0);
    if (state >= reporting) {
      reports[count++] = state;
      reports[count++] = at + 1;
    }
  }
  lane.count = count;
}

interface Report {
  readonly bytes: Uint8Array;
  readonly words: Transitions["words"];
  readonly start: number;
  readonly from: number;
  readonly hits: HitBuffer;
}

/** Adds a lane's hits that end behind the byte `after`, in a chunk whose bytes are its units. */
function addAscii({ words, start, from, hits }: Report, { reports, count }: Lane, after: number): void {
  for (let i = 0; i < count; i += 2) {
    const stop = reports[i + 1] ?? 0;
    if (stop > after && start + stop > from) hits.addAll(words[reports[i] ?? 0], start + stop);
  }
}

function addUtf8({ bytes, words, start, from, hits }: Report, { reports, count }: Lane, after: number): void {
  let byte = after;
  let unit = count === 0 ? 0 : countUnits(bytes, 0, after);
  for (let i = 0; i < count; i += 2) {
    const stop = reports[i + 1] ?? 0;
    if (stop <= after) continue;
    unit += countUnits(bytes, byte, stop);
    byte = stop;
    if (start + unit > from) hits.addAll(words[reports[i] ?? 0], start + unit);
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
