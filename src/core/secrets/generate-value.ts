import { isObject } from "../json-shape.ts";
import type { Random } from "../ports.ts";

/** Characters without look-alikes (`l1I`, `oO0`), and symbols that need no quoting in a shell, a URL or a file. */
const CHARACTERS = {
  lower: "abcdefghijkmnpqrstuvwxyz",
  upper: "ABCDEFGHJKLMNPQRSTUVWXYZ",
  digits: "23456789",
  symbols: "-_.~",
} as const;

export type CharacterSet = keyof typeof CHARACTERS;

export interface GenerateOptions {
  /** 8 to 128 characters. */
  readonly length: number;
  /** At least one. */
  readonly sets: readonly CharacterSet[];
}

export const CHARACTER_SETS: readonly CharacterSet[] = ["lower", "upper", "digits", "symbols"];
export const SHORTEST = 8;
export const LONGEST = 128;
export const GENERATE_DEFAULTS: GenerateOptions = { length: 24, sets: CHARACTER_SETS };

/** Options from outside; what is missing or out of range becomes the default. */
export function parseGenerateOptions(raw: unknown): GenerateOptions {
  if (!isObject(raw)) return GENERATE_DEFAULTS;
  const { length, sets } = raw;
  const isLength = typeof length === "number" && Number.isInteger(length) && length >= SHORTEST && length <= LONGEST;
  const known = CHARACTER_SETS.filter((set) => Array.isArray(sets) && sets.includes(set));
  return {
    length: isLength ? length : GENERATE_DEFAULTS.length,
    sets: known.length > 0 ? known : GENERATE_DEFAULTS.sets,
  };
}

/** A random value: every one that has a character of each set is equally likely. */
export function generateValue({ length, sets }: GenerateOptions, random: Random): string {
  const alphabet = sets.map((set) => CHARACTERS[set]).join("");
  for (;;) {
    const text = characters(alphabet, length, random);
    if (sets.every((set) => CHARACTERS[set].split("").some((character) => text.includes(character)))) return text;
  }
}

function characters(alphabet: string, length: number, random: Random): string {
  const limit = 256 - (256 % alphabet.length); // bytes above would make the first characters likelier
  let text = "";
  while (text.length < length) {
    for (const byte of random.bytes(length)) {
      if (byte < limit && text.length < length) text += alphabet.charAt(byte % alphabet.length);
    }
  }
  return text;
}
