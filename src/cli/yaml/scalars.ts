/** The text is YAML that is not read here, or none at all. `line` counts from 1; the text is never quoted. */
export class YamlError extends Error {
  override readonly name = "YamlError";
  readonly line: number;

  constructor(line: number) {
    super(`line ${line}`);
    this.line = line;
  }
}

const WORDS: ReadonlyMap<string, boolean | null> = new Map<string, boolean | null>([
  ...["", "~", "null", "Null", "NULL"].map((word): [string, null] => [word, null]),
  ...["true", "True", "TRUE"].map((word): [string, boolean] => [word, true]),
  ...["false", "False", "FALSE"].map((word): [string, boolean] => [word, false]),
]);

/** A plain scalar: null, a truth value, a number where the text says no more than the number (`007` and `1.10` do), else text. */
export function resolvePlain(text: string): string | number | boolean | null {
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  const number = Number(text);
  return /^-?\d/u.test(text) && Number.isFinite(number) && String(number) === text ? number : text;
}

const QUOTED = /^(?:"(?<double>(?:[^"\\]|\\.)*)"|'(?<single>(?:[^']|'')*)')/u;

/** A quoted scalar at the start of `text`, and what follows it; undefined where there is none that ends on this line. */
export function readQuoted(text: string): { readonly value: string; readonly rest: string } | undefined {
  const found = QUOTED.exec(text);
  if (found === null) return undefined;
  const { double, single } = found.groups ?? {};
  const value = double === undefined ? single?.replaceAll("''", "'") : unescape(double);
  return value === undefined ? undefined : { value, rest: text.slice(found[0].length) };
}

/** YAML 1.2.2, 5.7. */
const ESCAPES: Readonly<Record<string, string>> = {
  "0": "\0",
  a: "\u0007",
  b: "\b",
  t: "\t",
  n: "\n",
  v: "\u000B",
  f: "\f",
  r: "\r",
  e: "\u001B",
  " ": " ",
  '"': '"',
  "/": "/",
  "\\": "\\",
  N: "\u0085",
  _: "\u00A0",
  L: "\u2028",
  P: "\u2029",
};

function unescape(text: string): string | undefined {
  let isKnown = true;
  const plain = text.replaceAll(/\\(?:x([\dA-Fa-f]{2})|u([\dA-Fa-f]{4})|U([\dA-Fa-f]{8})|(.))/gu, (_, ...codes) => {
    const [two, four, eight, letter]: readonly unknown[] = codes;
    const hex = [two, four, eight].find((code) => typeof code === "string");
    if (typeof hex === "string") return fromCode(Number.parseInt(hex, 16));
    const known = typeof letter === "string" ? ESCAPES[letter] : undefined;
    isKnown &&= known !== undefined;
    return known ?? "";
  });
  return isKnown ? plain : undefined;
}

function fromCode(code: number): string {
  return code <= 0x10_ff_ff ? String.fromCodePoint(code) : "\uFFFD";
}
