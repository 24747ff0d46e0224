export type Strength = "weak" | "fair" | "strong";

export const SHORTEST_PASSPHRASE = 8;

/**
 * A guess at how long a passphrase withstands guessing, from its length and the kinds of its characters. Repeated
 * characters and runs (`aaaa`, `1234`) count once: they cost a guesser nothing.
 */
export function passphraseStrength(passphrase: string): Strength {
  const characters = Array.from(passphrase);
  const worth = characters.filter((character, index) => !continuesRun(characters[index - 1], character)).length;
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u].filter((kind) => kind.test(passphrase)).length;
  const bits = worth * Math.log2(10 + 17 * kinds);
  if (bits < 50) return "weak";
  return bits < 80 ? "fair" : "strong";
}

function continuesRun(before: string | undefined, character: string): boolean {
  if (before === undefined) return false;
  return Math.abs((character.codePointAt(0) ?? 0) - (before.codePointAt(0) ?? 0)) <= 1;
}
