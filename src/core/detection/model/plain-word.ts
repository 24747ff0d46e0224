import { englishness } from "./englishness.ts";

const NAMES_PASSWORD = /pass|pwd|pw|secret|cred/i;
/** `expiresIn`, `access_token`, `Bearer`, `GET`: one word or several, each written as words are. */
const WORDS = /^_{0,2}(?:[A-Z]?[a-z]+(?:[A-Z][a-z]+)*|[A-Z]+)(?:[_./:-](?:[A-Z]?[a-z]+(?:[A-Z][a-z]+)*|[A-Z]+))*$/;
const SEVERAL = /[a-z][A-Z]|[_./:-]/;
const LONGEST_WORD = 12;
const LONGEST_WORDS = 60;
/** From here on, of 12, the letters of several words follow one another as they do in English. */
const ENGLISH = 7;
/** Words with blanks between, without digits, or four of them. */
const PROSE = /^\s*(?:[^\d\s]+\s\D*|(?:[^\s{["]\S*\s+){3}\S[^]*)$/;

/**
 * True where a key or a token is given a short word, some words or a sentence: these have no digits only where they are no
 * secrets. People do take words for passwords.
 */
export function isPlainWord(name: string, value: string): boolean {
  if (NAMES_PASSWORD.test(name)) return false;
  if (value.length <= LONGEST_WORD && WORDS.test(value)) return true;
  return PROSE.test(value) || isSeveralWords(value);
}

function isSeveralWords(value: string): boolean {
  if (value.length > LONGEST_WORDS || !SEVERAL.test(value) || !WORDS.test(value)) return false;
  return englishness(value) >= ENGLISH;
}
