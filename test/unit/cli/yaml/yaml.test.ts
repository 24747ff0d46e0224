import { array, assert, constantFrom, dictionary, jsonValue, property, string } from "fast-check";
import { CORE_SCHEMA, defineScalarTag, dump, load, NOT_RESOLVED } from "js-yaml";
import { expect, test } from "vitest";
import { formatYaml } from "../../../../src/cli/yaml/format-yaml.ts";
import { parseYaml } from "../../../../src/cli/yaml/parse-yaml.ts";
import { resolvePlain, YamlError } from "../../../../src/cli/yaml/scalars.ts";

/** js-yaml, with our rule for numbers. */
const tag = {
  implicit: true,
  resolve: (source: string) => {
    const resolved = resolvePlain(source);
    return typeof resolved === "number" ? resolved : NOT_RESOLVED;
  },
  identify: (data: unknown) => typeof data === "number",
};
const schema = CORE_SCHEMA.withTags([
  defineScalarTag("tag:yaml.org,2002:int", tag),
  defineScalarTag("tag:yaml.org,2002:float", tag),
]);

/** What ours reads, or undefined where it refuses. */
function ours(text: string): unknown {
  try {
    return parseYaml(text);
  } catch (error) {
    if (error instanceof YamlError) return undefined;
    throw error;
  }
}

test("what people write", () => {
  const text = `---
# a file of secrets
user: shop   # who
password: "a # b\\n\\u017e"
single: 'it''s'
url: https://user:p@db.example.org:5432/x#y
empty:
none: ~
on: true
port: 5432
pin: 007
key: |
  -----BEGIN X-----
    indented

  -----END X-----
short: |-
  no break at the end
list:
- a
- b: 1
  c: 2
-
  - deep
nested:
  inner:
    "quoted key": x
json: {"a": [1, "b"]}
`;
  expect(ours(text)).toEqual(load(text, { schema }));
  expect(ours(text)).toMatchObject({
    pin: "007",
    key: "-----BEGIN X-----\n  indented\n\n-----END X-----\n",
    empty: null,
  });
});

test.each([
  "a: &x 1",
  "a: *x",
  "a: !!str 1",
  "a: >\n  folded",
  "a: 1\na: 2",
  "a: one\n  two",
  'a: "one\n  two"',
  "a: [b, c]",
  "? a\n: b",
  "a: 1\n---\nb: 2",
  "\ta: 1",
  "a:\n\t- b",
  "<<: x",
  "%YAML 1.2\n---\na: 1",
  "a: b: c",
  "a: 'open",
  'a: "\\q"',
  "a: 1\n  b: 2",
  "a: - b",
  "just text",
  "- a\nb: 1",
  "a: @x",
])("%j is refused, not guessed at", (text) => {
  expect(() => parseYaml(text)).toThrow(YamlError);
});

test("what js-yaml writes is read back", () => {
  assert(
    property(dictionary(string({ unit: "grapheme" }), jsonValue({ maxDepth: 2 })), (object) => {
      const text = dump(object, { lineWidth: -1, noRefs: true });
      const theirs = load(text, { schema });
      expect([undefined, theirs]).toContainEqual(ours(text));
    }),
    { numRuns: 1000 },
  );
});

test("what ours writes, both read back as it was", () => {
  assert(
    property(dictionary(string({ unit: "grapheme" }), jsonValue({ maxDepth: 3 })), (object) => {
      const plain: unknown = JSON.parse(JSON.stringify(object));
      const text = formatYaml(plain);
      expect(load(text, { schema })).toEqual(plain);
      expect(parseYaml(text)).toEqual(plain);
    }),
    { numRuns: 1000 },
  );
});

test("whatever ours accepts, js-yaml reads the same", () => {
  const pieces = [
    "a",
    "b:",
    ": ",
    "- ",
    "-",
    "\n",
    "\n  ",
    "\n    ",
    " ",
    "#",
    " #",
    "'",
    '"',
    "|",
    "|-",
    "|+",
    "x",
    "1",
    "007",
    "~",
    "[",
    "]",
    "{}",
    "\\n",
    "...",
    "---",
    "\n\n",
    "null",
    "?",
    ",",
  ];
  assert(
    property(array(constantFrom(...pieces), { maxLength: 14 }), (parts) => {
      const text = parts.join("");
      const read = ours(text);
      expect(read === undefined || read === null ? read : load(text, { schema })).toEqual(read);
    }),
    { numRuns: 20_000 },
  );
});
