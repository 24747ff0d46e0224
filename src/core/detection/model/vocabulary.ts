import { VOCABULARY } from "./words.ts";

const LONGEST_WORD = 12;
const LONGEST_TEXT = 60;
interface Vocabulary {
  readonly words: ReadonlySet<string>;
  /** 1 for each three letters that a word begins with. */
  readonly beginnings: Uint8Array;
}

let known: Vocabulary | undefined;

/** How much of a text's letters are common words, from 0 to 4 quarters; -1 where it has fewer than four letters in a row. */
export function wordQuarters(text: string): number {
  known ??= readVocabulary();
  let letters = 0;
  let covered = 0;
  for (const run of text
    .slice(0, LONGEST_TEXT)
    .toLowerCase()
    .match(/[a-z]{4,}/g) ?? []) {
    letters += run.length;
    covered += coveredLetters(run, known);
  }
  return letters === 0 ? -1 : Math.round((covered / letters) * 4);
}

function readVocabulary(): Vocabulary {
  const words = new Set(VOCABULARY.split(" "));
  const beginnings = new Uint8Array(32 ** 3);
  for (const word of words) beginnings[beginningAt(word, 0)] = 1;
  return { words, beginnings };
}

/** A number for three small letters. */
function beginningAt(text: string, at: number): number {
  const [first, second, third] = [text.charCodeAt(at), text.charCodeAt(at + 1), text.charCodeAt(at + 2)];
  return ((first & 31) << 10) | ((second & 31) << 5) | (third & 31);
}

/** The most letters of a run that can be covered by words which do not overlap. */
function coveredLetters(run: string, { words, beginnings }: Vocabulary): number {
  const best = [0];
  for (let end = 1; end <= run.length; end++) {
    let most = best[end - 1] ?? 0;
    for (let length = 3; length <= Math.min(LONGEST_WORD, end); length++) {
      if (beginnings[beginningAt(run, end - length)] === 1 && words.has(run.slice(end - length, end)))
        most = Math.max(most, (best[end - length] ?? 0) + length);
    }
    best.push(most);
  }
  return best.at(-1) ?? 0;
}
