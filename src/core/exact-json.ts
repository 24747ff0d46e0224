/**
 * JSON whose numbers keep the digits they were written with. A number that JavaScript cannot hold (beyond 2^53, `1.10`,
 * `1e400`) becomes a raw piece of JSON (`JSON.rawJSON`), which `JSON.stringify` writes as it was read.
 */

declare global {
  /** TC39 "JSON.parse source text access", in every host but Node 20: there numbers are as JavaScript holds them. */
  interface JSON {
    rawJSON?(text: string): object;
    isRawJSON?(value: unknown): boolean;
    parse(
      text: string,
      reviver: (key: string, value: unknown, context: { readonly source?: string }) => unknown,
    ): unknown;
  }
}

/** True for a number that JavaScript cannot hold, as `parseExactJson` gives it. */
export function isExactNumber(value: unknown): boolean {
  return JSON.isRawJSON?.(value) === true;
}

/** A number that may not survive: many digits, a fraction, an exponent, or a minus before zero. */
const DELICATE = /\d{16}|\d[.eE]|-0/u;

/** Parses JSON without losing digits. Throws `SyntaxError`, whose message quotes the text: do not pass it on. */
export function parseExactJson(text: string): unknown {
  if (!DELICATE.test(text)) return JSON.parse(text);
  return JSON.parse(text, (_key, value, { source }) =>
    typeof value === "number" && source !== undefined && JSON.stringify(value) !== source
      ? (JSON.rawJSON?.(source) ?? value)
      : value,
  );
}
