/** Escapes of control characters that JavaScript, JSON and YAML have in common: the letter after the backslash, and what it means. */
export const CONTROL_ESCAPES: readonly (readonly [letter: string, character: string])[] = [
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["b", "\b"],
  ["f", "\f"],
];
