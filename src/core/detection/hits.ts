import { hasRunIn, NO_RUN, type LeadingRun } from "./leading-run.ts";
import type { Transitions } from "./transitions.ts";

/** Places where keywords occur: pairs of keyword number and the offset after its last character, in UTF-16 units. */
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
  /** What it is of no use without; asked for once, where it is met first. */
  readonly follow?: () => LeadingRun;
}

/** A stretch of bytes that an automaton ran through; offsets in them. */
export interface Lane {
  readonly lane: 0 | 1;
  readonly begin: number;
  /** What ends here or before is known already. */
  readonly after: number;
}

/** Collects what an automaton reports, by UTF-16 units and without the keywords that are of no use where they stand. */
export class HitBuffer implements Hits {
  count = 0;
  readonly #transitions: Transitions;
  readonly #keywords: readonly Keyword[];
  /** For a keyword that stands free its length, else 0. */
  readonly #free: Uint8Array;
  /** What has to follow the keywords that were met. */
  readonly #runs: (LeadingRun | undefined)[];
  #data = new Int32Array(1024);
  #bytes: Uint8Array = new Uint8Array();
  #from = 0;
  /** How far ahead of offsets in UTF-16 units those in bytes are. */
  #shift = 0;
  #isUnits = false;

  constructor(keywords: readonly Keyword[], transitions: Transitions) {
    this.#keywords = keywords;
    this.#transitions = transitions;
    this.#free = Uint8Array.from(keywords, ({ text, standsFree }) => (standsFree ? text.length : 0));
    this.#runs = keywords.map(() => undefined);
  }

  /** Empties the buffer; hits that end at unit `from` or before will not be wanted. */
  begin(from: number): void {
    this.count = 0;
    this.#from = from;
  }

  /** Before the first lane of other bytes. `shift`: what their offsets are ahead; `isUnits`: each is one unit. */
  enter(bytes: Uint8Array, shift: number, isUnits = false): void {
    this.#bytes = bytes;
    this.#shift = shift;
    this.#isUnits = isUnits;
  }

  /** Adds what the states of one lane report, in `count` numbers; lanes come in the order of their bytes. */
  addLane(reports: Int32Array, count: number, { lane, begin, after }: Lane): void {
    const { reporting } = this.#transitions;
    for (let i = 0; i < count; i += 3) {
      const number = (reports[i + lane] ?? 0) - reporting;
      const end = begin + (reports[i + 2] ?? 0) + 1;
      if (number < 0 || end <= after) continue;
      this.#addWords(number, end);
    }
  }
  keyword(index: number): number {
    return this.#data[index * 2] ?? 0;
  }
  end(index: number): number {
    return this.#data[index * 2 + 1] ?? 0;
  }

  #addWords(number: number, end: number): void {
    const { firstWord, words } = this.#transitions;
    const last = firstWord[number + 1] ?? 0;
    for (let i = firstWord[number] ?? 0; i < last; i++) {
      const keyword = words[i] ?? 0;
      const beyond = keyword - this.#keywords.length;
      if (beyond >= 0) this.#shift += this.#isUnits ? 0 : beyond + 1;
      else if (!this.#isInWord(keyword, end) && this.#isFollowed(keyword, end)) this.#add(keyword, end - this.#shift);
    }
  }
  #isInWord(keyword: number, end: number): boolean {
    const length = this.#free[keyword] ?? 0;
    return length > 0 && IN_WORD[this.#bytes[end - length - 1] ?? 0] === 1 && isSmall(this.#bytes[end - length] ?? 0);
  }
  #isFollowed(keyword: number, end: number): boolean {
    const run = (this.#runs[keyword] ??= this.#keywords[keyword]?.follow?.() ?? NO_RUN);
    return hasRunIn(run, this.#bytes, end);
  }
  #add(keyword: number, end: number): void {
    if (end <= this.#from) return;
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
