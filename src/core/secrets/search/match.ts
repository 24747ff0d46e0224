/** A text that can be found. Lower case; `name` is where its last part begins. */
export interface Searchable {
  readonly text: string;
  readonly name: number;
  /** Which letters and digits it holds: what lacks one of the query's cannot match. */
  readonly letters: number;
}

const LETTER_A = 97;
const LETTERS = 26;
const DIGIT_0 = 48;

/** One bit for each letter, five for the digits in pairs; nothing for other characters. */
function lettersOf(lower: string): number {
  let bits = 0;
  for (let at = 0; at < lower.length; at += 1) {
    const code = lower.charCodeAt(at);
    const letter = code - LETTER_A;
    if (letter >= 0 && letter < LETTERS) bits |= 1 << letter;
    else if (code >= DIGIT_0 && code < DIGIT_0 + 10) bits |= 1 << (LETTERS + ((code - DIGIT_0) >> 1));
  }
  return bits;
}

/** `text` is a path as people write it, or a name. */
export function searchable(text: string): Searchable {
  const lower = text.toLowerCase();
  return { text: lower, name: lower.lastIndexOf("/") + 1, letters: lettersOf(lower) };
}

/** What a person typed: each word has to be found, in any order. */
export interface Query {
  readonly words: readonly string[];
  readonly letters: number;
}

export function parseQuery(typed: string): Query {
  const lower = typed.toLowerCase().trim();
  return { words: lower === "" ? [] : lower.split(/\s+/u), letters: lettersOf(lower) };
}

/** How well it fits: the more, the better; 0 where a word is not in it. As VS Code's own search for files. */
export function score({ words, letters }: Query, target: Searchable): number {
  if ((target.letters & letters) !== letters) return 0;
  let sum = 0;
  for (const word of words) {
    const points = scoreWord(word, target);
    if (points === 0) return 0;
    sum += points;
  }
  return sum;
}

/** Points by how the word is there; among equals the shorter text is better. */
const POINTS = {
  isName: 9,
  beginsName: 8,
  beginsWordOfName: 7,
  inName: 6,
  beginsWord: 5,
  inPath: 4,
  spreadInName: 2,
  spread: 1,
};

function scoreWord(word: string, { text, name }: Searchable): number {
  const kind = contiguous(word, text, name) ?? spreadOut(word, text, name);
  if (kind === undefined) return 0;
  return POINTS[kind] * 1000 - Math.min(999, text.length - word.length);
}

function contiguous(word: string, text: string, name: number): keyof typeof POINTS | undefined {
  const inName = text.indexOf(word, name);
  if (inName === name) return word.length === text.length - name ? "isName" : "beginsName";
  if (inName > name) return beginsWord(text, inName) ? "beginsWordOfName" : "inName";
  const inPath = text.indexOf(word);
  if (inPath < 0) return undefined;
  // "shop/db" of "secret/shop/db": the whole end of the path was typed
  if (inPath + word.length === text.length && beginsWord(text, inPath)) return "beginsName";
  return beginsWord(text, inPath) ? "beginsWord" : "inPath";
}

function beginsWord(text: string, at: number): boolean {
  return at === 0 || "/-_. ".includes(text.charAt(at - 1));
}

/** The characters in their order, others between them. */
function spreadOut(word: string, text: string, name: number): keyof typeof POINTS | undefined {
  if (isSpread(word, text, name)) return "spreadInName";
  return isSpread(word, text, 0) ? "spread" : undefined;
}

function isSpread(word: string, text: string, from: number): boolean {
  let at = from;
  for (const character of word) {
    const found = text.indexOf(character, at);
    if (found < 0) return false;
    at = found + character.length;
  }
  return true;
}
