import * as fc from "fast-check";

/** A literal of a language with a secret in it. */
export interface FuzzedLiteral {
  readonly before: string;
  readonly secret: string;
  readonly after: string;
}

const common = ["a", "Z9", " ", "ä", "😀", "#", "//", "/*", "$", "$a", "%s", "&amp;", ",", ")", "(", ";"];
const jsEscapes = [
  "\\n",
  "\\t",
  "\\\\",
  "\\x41",
  "\\u00e9",
  "\\u{1F600}",
  "\\0",
  "\\q",
  "\\'",
  '\\"',
  "\\`",
  "\\$",
  "\\\n",
];

/** JavaScript literals of all three quotes. */
export function javascriptLiterals(): fc.Arbitrary<FuzzedLiteral> {
  return fc.constantFrom("'", '"', "`").chain((quote) => {
    const others = ["'", '"', "`", "{", "}", "${"].filter(
      (text) => text !== quote && (quote !== "`" || !text.includes("{")),
    );
    const rest = [...common, ...jsEscapes, ...others, ...(quote === "`" ? ["${1 + 1}", "\n", "${`a${'}'}`}"] : [])];
    // A NUL cannot be moved. In a template, `$` and `{` could meet.
    const secret = [...common, ...jsEscapes, ...others].filter((text) => text !== "\\0");
    return literal(quote, quote, rest, secret).map((given) => noOctal(given));
  });
}

/** `\0` before a digit is an octal escape, which templates and modules refuse. */
function noOctal({ before, secret, after }: FuzzedLiteral): FuzzedLiteral {
  const joined = before.endsWith("\\0") ? `${before} ` : before;
  return { before: apart(joined), secret: apart(secret), after: apart(after) };
}

function apart(text: string): string {
  return text.replaceAll(/\\0(?=\d)/g, "\\0-");
}

const pyEscapes = ["\\n", "\\t", "\\\\", "\\x41", "\\101", "\\q", "\\'", '\\"', "\\\n"];
const pyText = ["\\u00e9", "\\U0001F600"];

/** Python literals of all prefixes and quotes. */
export function pythonLiterals(): fc.Arbitrary<FuzzedLiteral> {
  const prefixes = fc.constantFrom("", "r", "b", "rb", "u", "f", "fr", "R", "Br");
  return fc.tuple(prefixes, fc.constantFrom("'", '"', "'''", '"""')).chain(([prefix, quote]) => {
    const bytes = /b/i.test(prefix);
    const raw = /r/i.test(prefix);
    const formatted = prefix.includes("f");
    const quotes = ["'", '"'].filter((text) => !quote.includes(text));
    const braces = formatted ? ["{{", "}}"] : ["{", "}", "{x}"];
    const plain = common.filter((text) => !bytes || /^\p{ASCII}+$/u.test(text));
    const escapes = raw ? ["\\d", "\\\\"] : [...pyEscapes, ...(bytes ? [] : pyText)];
    const lines = quote.length === 3 ? ["\n"] : [];
    const secret = [...plain, ...escapes, ...quotes, ...braces, ...lines];
    const expressions = formatted ? ["{1 + 1}", "{2!r:>4}"] : [];
    return literal(prefix + quote, quote, [...secret, ...expressions], secret);
  });
}

function literal(
  open: string,
  close: string,
  rest: readonly string[],
  secret: readonly string[],
): fc.Arbitrary<FuzzedLiteral> {
  const some = fc.array(fc.constantFrom(...rest), { maxLength: 4 }).map((parts) => parts.join(""));
  const value = fc.array(fc.constantFrom(...secret), { maxLength: 4 }).map((parts) => parts.join(""));
  return fc.record({
    before: fc.oneof(fc.constant(""), some).map((text) => open + text),
    secret: value.map((text) => `s${text}s`),
    after: fc.oneof(fc.constant(""), some).map((text) => text + close),
  });
}
