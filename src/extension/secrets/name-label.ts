const LONGEST = 200;

/** Characters that end a line, or that hide or turn around what stands beside them. Joiners stay: emoji are made with them. */
const STEERING = /[\p{Cc}\p{Zl}\p{Zp}\p{Surrogate}\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;

/** A name of a server as a row shows it: on one line, in the order it is written, not longer than anybody reads. */
export function nameLabel(name: string): string {
  const short = name.length > LONGEST ? `${name.slice(0, LONGEST)}…` : name;
  return short.replaceAll(STEERING, "\uFFFD");
}
