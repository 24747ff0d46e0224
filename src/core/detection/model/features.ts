import { entropy } from "../randomness.ts";
import { lineEnd, lineStart } from "../units.ts";
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
  for (const kind of kinds) sink.add(`kl ${kind} ${sink.lastWord}`);
  for (const kind of kinds) sink.add(`ko ${kind} ${assignment.operator}${assignment.quote}`);
  return sink.numbers;
}

class Sink {
  readonly numbers: number[] = [];
  lastWord = "";

  /** FNV-1a over the feature's name. */
  add(feature: string): void {
    let hash = 0x811c9dc5;
    for (let i = 0; i < feature.length; i++) hash = Math.imul(hash ^ feature.charCodeAt(i), 0x01000193);
    this.numbers.push((hash ^ (hash >>> 15)) & (BUCKETS - 1));
  }
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
  sink.add(`len ${length}`);
  sink.add(`shape ${shapeOf(value)}`);
  sink.add(`entropy ${Math.round(entropy(value) * 3)} ${length >> 1}`);
  sink.add(`english ${english}`);
  sink.add(`english ${english} ${length >> 1}`);
  sink.add(`vocabulary ${vocabulary}`);
  sink.add(`vocabulary ${vocabulary} ${length >> 1}`);
  for (const mark of new Set(value.replaceAll(/[A-Za-z0-9]/g, "")))
    sink.add(`mark ${mark.charCodeAt(0) < 128 ? mark : "wide"}`);
  for (const kind of kinds) sink.add(`kind ${kind}`);
  for (const kind of kinds) sink.add(`kind ${kind} ${length >> 1}`);
  for (const word of wordsOf(value.slice(0, 80)).slice(0, 8)) sink.add(`word ${word.replace(/\d+$/, "")}`);
  sink.add(`first ${classOf(value.charAt(0))} last ${classOf(value.charAt(value.length - 1))}`);
  sink.add(`distinct ${Math.round((new Set(value).size / value.length) * 8)} ${length >> 1}`);
}

function addName(sink: Sink, { name }: Assignment, { value, kinds, english, vocabulary }: Traits): void {
  const words = wordsOf(name);
  sink.lastWord = (words.at(-1) ?? "").replace(/\d+$/, "");
  sink.add(`last ${sink.lastWord}`);
  const group = groupOf(sink.lastWord);
  sink.add(`group ${group}`);
  sink.add(`groups ${groupOf(words.at(-2) ?? "")} ${group}`);
  sink.add(`group ${group} english ${english >> 1} ${/\d/.test(value) ? "digit" : ""}`);
  sink.add(`group ${group} vocabulary ${vocabulary}`);
  for (const kind of kinds) sink.add(`group ${group} kind ${kind}`);
  sink.add(`last two ${words.at(-2) ?? ""} ${sink.lastWord}`);
  for (const word of words) sink.add(`name ${word}`);
  sink.add(`words ${Math.min(words.length, 6)}`);
  sink.add(`style ${styleOf(name)}`);
  const plain = value.toLowerCase();
  const same = words.filter((word) => word.length > 3 && plain.includes(word)).length;
  sink.add(`same ${Math.min(same, 3)} ${same === words.length ? "all" : ""}`);
}

function addPlace(sink: Sink, { text, extension, assignment }: Specimen): void {
  const { operator, quote, nameStart, start, end } = assignment;
  sink.add(`op ${operator}`);
  sink.add(`quote ${quote}`);
  sink.add(`op ${operator} ${quote} ${extension}`);
  sink.add(`ext ${extension}`);
  const before = text.slice(lineStart(text, nameStart, 160), nameStart);
  const behind = text.slice(end + quote.length, lineEnd(text, end + quote.length, 60));
  sink.add(`before ${before.trimEnd().slice(-1)}`);
  sink.add(`after ${behind.charAt(0)}`);
  sink.add(`behind ${behind.slice(0, 12).trim().slice(0, 2)}`);
  const value = text.slice(start, end);
  if (before.includes(value) || behind.includes(value)) sink.add("twice");
  sink.add(`gap ${Math.min(start - assignment.nameEnd, 12)}`);
  if (/^\s*(?:\/\/|#|\*|--|;|%|<!--)/.test(before)) sink.add("comment");
  for (const word of new Set(before.toLowerCase().match(/[a-z]{3,12}/g) ?? [])) sink.add(`line ${word}`);
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
  if (/[a-z]/.test(character)) return "a";
  if (/[A-Z]/.test(character)) return "A";
  if (/[0-9]/.test(character)) return "0";
  return character.charCodeAt(0) < 128 ? character : "w";
}

function styleOf(name: string): string {
  if (/^[A-Z0-9_]+$/.test(name)) return "CONST";
  if (/[a-z][A-Z]/.test(name)) return name.includes(".") ? "camel.dotted" : "camel";
  if (name.includes(".")) return "dotted";
  if (name.includes("-")) return "kebab";
  return name.includes("_") ? "snake" : "plain";
}
