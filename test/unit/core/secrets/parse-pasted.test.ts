import { expect, test } from "vitest";
import { parsePasted } from "../../../../src/core/secrets/parse-pasted.ts";

function keysOf(text: string): unknown {
  const pasted = parsePasted(text);
  return pasted.kind === "keys" ? pasted.keys.map(({ name, value, json }) => [name, value, json]) : pasted;
}

test("dotenv: comments, export, quotes, escapes, values over several lines", () => {
  const text = `# a comment
export A=plain # and why
B = spaced
C="one\\ntwo \\"q\\" \\$x #"
D='single \\n' # end
E="-----BEGIN-----
AA==
-----END-----"
F=
G=a#b
A.b-c=dots
`;
  expect(keysOf(text.replaceAll("\n", "\r\n"))).toEqual(keysOf(text));
  expect(keysOf(text)).toEqual([
    ["A", "plain", false],
    ["B", "spaced", false],
    ["C", 'one\ntwo "q" $x #', false],
    ["D", "single \\n", false],
    ["E", "-----BEGIN-----\nAA==\n-----END-----", false],
    ["F", "", false],
    ["G", "a#b", false],
    ["A.b-c", "dots", false],
  ]);
});

test("JSON: texts are texts, anything else stays JSON to its last digit", () => {
  const text = '{"a":"x","n":12345678901234567890,"o":{"b":[null,1.10]},"z":null,"__proto__":"p","🔑":""}';
  expect(keysOf(text)).toEqual([
    ["a", "x", false],
    ["n", "12345678901234567890", true],
    ["o", '{"b":[null,1.10]}', true],
    ["z", "null", true],
    ["__proto__", "p", false],
    ["🔑", "", false],
  ]);
});

test("of a name that comes twice the last one counts", () => {
  expect(keysOf("A=1\nB=2\nA=3")).toEqual([
    ["A", "3", false],
    ["B", "2", false],
  ]);
});

test.each([
  ["", "empty", undefined],
  ["# nothing", "empty", undefined],
  ["{}", "empty", undefined],
  ["{broken", "json", undefined],
  ["[1]", "json", undefined],
  ["A=1\nwhat is this", "line", 2],
  ['A=1\n\nB="open', "quote", 3],
] as const)("%s is refused", (text, reason, line) => {
  expect(parsePasted(text)).toEqual({ kind: "fault", reason, line });
});

test("5,000 keys are read at once", () => {
  const text = Array.from({ length: 5000 }, (_, index) => `KEY_${index}="value\n${index}"`).join("\n");
  expect(keysOf(text)).toHaveLength(5000);
});
