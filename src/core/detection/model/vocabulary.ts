import { VOCABULARY } from "./words.ts";

const LONGEST_WORD = 12;
const LONGEST_TEXT = 60;
let known: ReadonlySet<string> | undefined;

/** How much of a text's letters are common words, from 0 to 4 quarters; -1 where it has fewer than four letters in a row. */
export function wordQuarters(text: string): number {
  known ??= new Set(VOCABULARY.split(" "));
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

/** The most letters of a run that can be covered by words which do not overlap. */
function coveredLetters(run: string, words: ReadonlySet<string>): number {
  const best = [0];
  for (let end = 1; end <= run.length; end++) {
    let most = best[end - 1] ?? 0;
    for (let length = 3; length <= Math.min(LONGEST_WORD, end); length++) {
      if (words.has(run.slice(end - length, end))) most = Math.max(most, (best[end - length] ?? 0) + length);
    }
    best.push(most);
  }
  return best.at(-1) ?? 0;
}
