const NAMES_PASSWORD = /pass|pwd|pw|secret|cred/i;
/** `expiresIn`, `access_token`, `Bearer`, `GET`: one word or several, each written as words are. */
const WORDS = /^(?:[A-Z]?[a-z]+(?:[A-Z][a-z]+)*|[A-Z]+)(?:[_.-](?:[A-Z]?[a-z]+(?:[A-Z][a-z]+)*|[A-Z]+))*$/;
const LONGEST = 12;
const PROSE = /^[^\d\s]+\s\D*$/;

/**
 * True where a key or a token is given a short word or a sentence: these have no digits only where they are no secrets.
 * People do take words for passwords.
 */
export function isPlainWord(name: string, value: string): boolean {
  if (NAMES_PASSWORD.test(name)) return false;
  return (value.length <= LONGEST && WORDS.test(value)) || PROSE.test(value);
}
