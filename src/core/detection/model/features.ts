import { entropy } from "../randomness.ts";
import { isAlphanumeric, isDigit, isLetter, lineEnd, lineStart } from "../units.ts";
import { wordsOf } from "../assignments/name.ts";
import { englishness } from "./englishness.ts";
import { kindsOf } from "./kinds.ts";
import { groupOf } from "./name-kinds.ts";
import { wordQuarters } from "./vocabulary.ts";
import type { Assignment } from "../assignments/assignment.ts";

/** Size of the model: each feature is hashed into one of so many weights. A power of two. */
export const BUCKETS = 4096;

/** An assignment and what stands around it. */
export interface Specimen {
  readonly text: string;
  /** Lower case, without the dot; empty where the file has none. */
  readonly extension: string;
  readonly assignment: Assignment;
}

/**
 * What the linear model looks at, as numbers of weights; a number may stand there twice. The same text always gives the
 * same numbers: changing anything here means training again (`node scripts/train-detection.mjs`).
 */
export function featuresOf(specimen: Specimen): readonly number[] {
  const sink = new Sink();
  const { assignment, text } = specimen;
  const value = text.slice(assignment.start, assignment.end);
  const kinds = kindsOf(value);
  const traits = { value, kinds, english: englishness(value), vocabulary: wordQuarters(value) };
  addValue(sink, traits);
  addName(sink, assignment, traits);
  addPlace(sink, specimen);
  const joined = assignment.operator + assignment.quote;
  for (const kind of kinds) {
    const begun = BEGUN.get(kind) ?? begin(kind);
    sink.goOn(begun.byLastWord, sink.lastWord);
    sink.goOn(begun.byOperator, joined);
  }
  return sink.numbers;
}

/** Numbers of features by their names, which are never put together: FNV-1a goes on from one part to the next. */
class Sink {
  readonly numbers: number[] = [];
  lastWord = "";

  add(what: string, value: string | number): void {
    this.#push(hashed(hashed(START, what), String(value)));
  }
  add2(what: string, first: string | number, between: string, second: string | number): void {
    const begun = hashed(hashed(START, what), String(first));
    this.#push(hashed(hashed(begun, between), String(second)));
  }

  /** Takes what a name goes on with. */
  goOn(begun: number, rest: string): void {
    this.#push(hashed(begun, rest));
  }

  #push(hash: number): void {
    this.numbers.push((hash ^ (hash >>> 15)) & (BUCKETS - 1));
  }
}

const START = 0x811c9dc5;

/** The names of a kind's features, as far as they are the same for all values. */
interface Begun {
  readonly alone: number;
  readonly byLength: number;
  readonly byLastWord: number;
  readonly byOperator: number;
}

const BEGUN = new Map<string, Begun>();

function begin(kind: string): Begun {
  const begun = {
    alone: hashed(START, `kind ${kind}`),
    byLength: hashed(START, `kind ${kind} `),
    byLastWord: hashed(START, `kl ${kind} `),
    byOperator: hashed(START, `ko ${kind} `),
  };
  BEGUN.set(kind, begun);
  return begun;
}

function hashed(state: number, text: string): number {
  let hash = state;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}

/** What several features ask of a value. */
interface Traits {
  readonly value: string;
  readonly kinds: readonly string[];
  readonly english: number;
  readonly vocabulary: number;
}

function addValue(sink: Sink, { value, kinds, english, vocabulary }: Traits): void {
  const length = lengthBucket(value.length);
  const half = length >> 1;
  sink.add("len ", length);
  sink.add("shape ", shapeOf(value));
  sink.add2("entropy ", Math.round(entropy(value) * 3), " ", half);
  sink.add("english ", english);
  sink.add2("english ", english, " ", half);
  sink.add("vocabulary ", vocabulary);
  sink.add2("vocabulary ", vocabulary, " ", half);
  const characters = charactersOf(value);
  for (const character of characters) {
    if (!isAlphanumeric(character.charCodeAt(0)) || character.length > 1)
      sink.add("mark ", character.charCodeAt(0) < 128 ? character : "wide");
  }
  const halfWord = String(half);
  for (const kind of kinds) {
    const begun = BEGUN.get(kind) ?? begin(kind);
    sink.goOn(begun.alone, "");
    sink.goOn(begun.byLength, halfWord);
  }
  for (const word of wordsOf(value.slice(0, 80)).slice(0, 8)) sink.add("word ", withoutDigits(word));
  sink.add2("first ", classOf(value.charAt(0)), " last ", classOf(value.charAt(value.length - 1)));
  sink.add2("distinct ", Math.round((characters.length / value.length) * 8), " ", half);
}

/** Each character once, in the order of their first places. */
function charactersOf(value: string): readonly string[] {
  if (!/^[\0-\x7f]*$/.test(value)) return [...new Set(value)];
  const characters: string[] = [];
  for (let i = 0; i < value.length; i++) {
    const unit = value.charCodeAt(i);
    if (seen[unit] === 0) characters.push(value.charAt(i));
    seen[unit] = 1;
  }
  for (const character of characters) seen[character.charCodeAt(0)] = 0;
  return characters;
}

/** Which ASCII characters a value has; all 0 between two calls. */
const seen = new Uint8Array(128);

function addName(sink: Sink, { name }: Assignment, { value, kinds, english, vocabulary }: Traits): void {
  const words = wordsOf(name);
  sink.lastWord = withoutDigits(words.at(-1) ?? "");
  sink.add("last ", sink.lastWord);
  const group = groupOf(sink.lastWord);
  sink.add("group ", group);
  sink.add2("groups ", groupOf(words.at(-2) ?? ""), " ", group);
  sink.add2("group ", group, ` english ${english >> 1} `, /\d/.test(value) ? "digit" : "");
  sink.add2("group ", group, " vocabulary ", vocabulary);
  const groupKind = hashed(hashed(hashed(START, "group "), group), " kind ");
  for (const kind of kinds) sink.goOn(groupKind, kind);
  sink.add2("last two ", words.at(-2) ?? "", " ", sink.lastWord);
  for (const word of words) sink.add("name ", word);
  sink.add("words ", Math.min(words.length, 6));
  sink.add("style ", styleOf(name));
  const plain = value.toLowerCase();
  const same = words.filter((word) => word.length > 3 && plain.includes(word)).length;
  sink.add2("same ", Math.min(same, 3), " ", same === words.length ? "all" : "");
}

function addPlace(sink: Sink, { text, extension, assignment }: Specimen): void {
  const { operator, quote, nameStart, start, end } = assignment;
  sink.add("op ", operator);
  sink.add("quote ", quote);
  sink.add2("op ", `${operator} ${quote}`, " ", extension);
  sink.add("ext ", extension);
  const before = text.slice(lineStart(text, nameStart, 160), nameStart);
  const behind = text.slice(end + quote.length, lineEnd(text, end + quote.length, 60));
  sink.add("before ", before.trimEnd().slice(-1));
  sink.add("after ", behind.charAt(0));
  sink.add("behind ", behind.slice(0, 12).trim().slice(0, 2));
  const value = text.slice(start, end);
  if (before.includes(value) || behind.includes(value)) sink.add("twice", "");
  sink.add("gap ", Math.min(start - assignment.nameEnd, 12));
  if (/^\s*(?:\/\/|#|\*|--|;|%|<!--)/.test(before)) sink.add("comment", "");
  for (const word of wordsIn(before)) sink.goOn(LINE_WORD, word);
}

const LINE_WORD = hashed(START, "line ");

/** Runs of 3 to 12 letters in small letters, each once; longer runs give their first 12 and what is left of them. */
function wordsIn(text: string): readonly string[] {
  const words: string[] = [];
  const lower = text.toLowerCase();
  let from = 0;
  for (let at = 0; at <= lower.length; at++) {
    const isEnd = !isLetter(lower.charCodeAt(at));
    if (!isEnd && at - from < LONGEST_WORD) continue;
    const word = lower.slice(from, at);
    if (word.length >= 3 && !words.includes(word)) words.push(word);
    from = isEnd ? at + 1 : at;
  }
  return words;
}

const LONGEST_WORD = 12;

function withoutDigits(word: string): string {
  let end = word.length;
  while (end > 0 && isDigit(word.charCodeAt(end - 1))) end--;
  return end === word.length ? word : word.slice(0, end);
}

function lengthBucket(length: number): number {
  if (length < 13) return length;
  return Math.min(24, 9 + Math.round(Math.log2(length) * 1.5));
}

/** `Aejv-0` as `Aa-0`: runs of one kind become one character. */
function shapeOf(value: string): string {
  let shape = "";
  for (const character of value.slice(0, 64)) {
    const kind = classOf(character);
    if (!shape.endsWith(kind)) shape += kind;
    if (shape.length > 9) return `${shape}+`;
  }
  return shape;
}

function classOf(character: string): string {
  const unit = character.charCodeAt(0);
  if (unit >= 0x61 && unit <= 0x7a) return "a";
  if (unit >= 0x41 && unit <= 0x5a) return "A";
  if (isDigit(unit)) return "0";
  return unit < 128 ? character : "w";
}

function styleOf(name: string): string {
  if (/^[A-Z0-9_]+$/.test(name)) return "CONST";
  if (/[a-z][A-Z]/.test(name)) return name.includes(".") ? "camel.dotted" : "camel";
  if (name.includes(".")) return "dotted";
  if (name.includes("-")) return "kebab";
  return name.includes("_") ? "snake" : "plain";
}
