import { HitBuffer, type Hits, type Keyword } from "./hits.ts";
import { buildTransitions, LEADS, type Transitions } from "./transitions.ts";

/** Finds all occurrences of a fixed set of keywords in one pass. */
export interface Automaton {
  /** Hits that end in (`from`, `to`], in order of their ends. The buffer is used again by the next call. */
  find(text: string, from: number, to: number): Hits;
  /** All hits of a text of `length` UTF-16 units, by its bytes: UTF-8, or one for each unit where there are as many. */
  findIn(bytes: Uint8Array, length: number): Hits;
}

/** So many bytes are looked at together: they stay in the processor's nearest memory. */
const CHUNK = 16_384;
/** UTF-8 needs at most so many bytes for a UTF-16 unit. */
const MOST_BYTES = 3;

/**
 * An Aho-Corasick automaton in one flat table. ASCII letters match in either case.
 *
 * It runs over bytes: loading them is twice as fast as asking a string.
 *
 * @param keywords at most 61 different characters in all
 * @throws RangeError where the keywords use more characters, or more than 65,536 states
 */
export function buildAutomaton(keywords: readonly Keyword[]): Automaton {
  const transitions = buildTransitions([...keywords.map(({ text }) => text), ...LEADS]);
  const longest = keywords.reduce((most, { text }) => Math.max(most, text.length), 0);
  const hits = new HitBuffer(keywords, transitions);
  const run = createRun(transitions, longest, hits);
  // What was looked at before stays in front of a chunk.
  const scratch = new Uint8Array(longest + MOST_BYTES * CHUNK);
  const chunk = scratch.subarray(longest);
  return {
    find(text, from, to) {
      scratch.fill(0, 0, longest);
      let end = longest;
      let state = 0;
      hits.begin(from);
      for (let at = Math.max(0, from - longest); at < to; at += CHUNK) {
        scratch.copyWithin(0, end - longest, end);
        end = longest + encoder.encodeInto(text.slice(at, Math.min(to, at + CHUNK)), chunk).written;
        hits.enter(scratch.subarray(0, end), longest - at);
        state = run(scratch, longest, end, state);
      }
      return hits;
    },
    findIn(bytes, length) {
      hits.begin(0);
      hits.enter(bytes, 0, bytes.length === length);
      run(bytes, 0, bytes.length, 0);
      return hits;
    },
  };
}

const encoder = new TextEncoder();

/** Runs from a state over a stretch of bytes and returns the state at its end. */
type Run = (bytes: Uint8Array, from: number, to: number, state: number) => number;

function createRun(transitions: Transitions, longest: number, hits: HitBuffer): Run {
  const reports = new Int32Array(3 * CHUNK);
  const states: [number, number] = [0, 0];
  return (bytes, from, to, state) => {
    states[0] = state;
    for (let at = from; at < to; at += CHUNK) {
      const length = Math.min(CHUNK, to - at);
      // Two lanes that overlap by one keyword, so that none is cut by both.
      const lane = Math.min(length, (length + longest) >> 1);
      const second = at + length - lane;
      states[1] = 0;
      const count = runLanes(transitions, { bytes, reports, states }, [at, second], lane);
      if (count > 0) {
        hits.addLane(reports, count, { lane: 0, begin: at, after: at });
        hits.addLane(reports, count, { lane: 1, begin: second, after: at + lane });
      }
      if (lane < length) states[0] = states[1];
    }
    return states[0];
  };
}

/**
 * Runs through two stretches of the same length side by side: each step has to wait for the table's answer to the one before.
 *
 * @param work `states` are those of the lanes, before and after; `reports` gets the states of both and their offset wherever
 * one of them reports something
 * @returns how many numbers `reports` got
 */
function runLanes(
  { next, classes, reporting }: Transitions,
  {
    bytes,
    reports,
    states,
  }: { readonly bytes: Uint8Array; readonly reports: Int32Array; readonly states: [number, number] },
  [first, second]: readonly [number, number],
  length: number,
): number {
  let [a, b] = states;
  let count = 0;
  for (let i = 0; i < length; i++) {
    a = step(next, classes, a, bytes[first + i] ?? 0);
    b = step(next, classes, b, bytes[second + i] ?? 0);
    if (a >= reporting || b >= reporting) {
      reports[count] = a;
      reports[count + 1] = b;
      reports[count + 2] = i;
      count += 3;
    }
  }
  states[0] = a;
  states[1] = b;
  return count;
}

/** The state after a byte. */
function step(next: Uint16Array, classes: Uint8Array, state: number, byte: number): number {
  return next[(state << 6) | (classes[byte] ?? 0)] ?? 0;
}
