import { expect, test } from "vitest";
import { parseMapping } from "../../../../src/core/references/mapping.ts";
import { entryWords } from "../../../../src/extension/injection/entry-words.ts";

function wordsOf(line: string): string | undefined {
  const entry = parseMapping(`PW=vault://local/secret/a/k\n${line}\n`, "lockers.env").entries[1];
  return entry && entryWords(entry);
}

test.each([
  ["A=vault://egi/secrets/~/shop/db/password", "egi/secrets/~/shop/db/password"],
  ["API_BASE=https://evil.example/", "https://evil.example/"],
  ['URL="postgres://u:${PW}@evil.example/x"', "postgres://u:${PW}@evil.example/x"],
  ['A="a\\nb\u202Ec\u001B[2J"', "a\\u{A}b\\u{202E}c\\u{1B}[2J"],
  ["A='$(check) $(id -u)'", "\\$(check) $(id -u)"],
])("whoever approves %j sees all of it", (line, words) => {
  expect(wordsOf(line)).toBe(words);
});
