import { array, assert, constantFrom, nat, property } from "fast-check";
import { expect, test } from "vitest";
import { buildAutomaton } from "../../../../src/core/detection/automaton.ts";
import type { Hits } from "../../../../src/core/detection/hits.ts";
import { leadingRun } from "../../../../src/core/detection/leading-run.ts";

const keywords = ["key", "apikey", "s.", "aaaa", "pass", "password", "sk_live_", "://"];
const automaton = buildAutomaton(keywords.map((text) => ({ text, standsFree: false })));

function found(text: string, from: number, to: number): readonly string[] {
  return shown(automaton.find(text, from, to));
}

function foundIn(text: string, encoding: "utf8" | "latin1"): readonly string[] {
  return shown(automaton.findIn(Buffer.from(text, encoding), text.length));
}

function shown(hits: Hits): readonly string[] {
  return Array.from({ length: hits.count }, (_, i) => `${keywords[hits.keyword(i)]} ${hits.end(i)}`);
}

/** Every keyword at every place, one by one. */
function expected(text: string, from: number, to: number): readonly string[] {
  const lower = text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
  const hits: string[] = [];
  for (let end = from + 1; end <= to; end++) {
    for (const keyword of keywords.toSorted((a, b) => b.length - a.length)) {
      if (end >= keyword.length && lower.startsWith(keyword, end - keyword.length)) hits.push(`${keyword} ${end}`);
    }
  }
  return hits;
}

const piece = constantFrom(
  ...keywords,
  "KEY",
  "PassWord",
  "a",
  " ",
  "\n",
  "é",
  "ключ",
  "😀",
  "\uD800",
  "ſ",
  "x".repeat(90),
);

test("finds every keyword in either case, wherever it stands, among characters of any kind", () => {
  assert(
    property(array(piece, { maxLength: 60 }), nat(40), nat(40), (pieces, skipped, left) => {
      const text = pieces.join("");
      const from = Math.min(skipped, text.length);
      const to = Math.max(from, text.length - left);
      expect(found(text, from, to)).toEqual(expected(text, from, to));
    }),
    { numRuns: 2000 },
  );
});

test("finds the same in the bytes of a text, with its places in UTF-16 units", () => {
  assert(
    property(array(piece, { maxLength: 60 }), (pieces) => {
      const text = pieces.join("");
      expect(foundIn(text, "utf8")).toEqual(expected(text, 0, text.length));
      const latin = text.replaceAll(/[^\p{ASCII}é]/gu, "ÿ");
      expect(foundIn(latin, "latin1")).toEqual(expected(latin, 0, latin.length));
    }),
    { numRuns: 1000 },
  );
});

test("finds what stands across the borders of its chunks and lanes", () => {
  const unit = "apikey://passWORD é ключ😀 ";
  for (const filler of ["", "x", "xy", "é", "ключ", "😀"]) {
    const text = filler + unit.repeat(3000);
    const all = expected(text, 0, text.length);
    expect(all).toHaveLength(3000 * 5);
    expect(found(text, 0, text.length)).toEqual(all);
    expect(foundIn(text, "utf8")).toEqual(all);
  }
});

test("does not report a keyword without what has to follow it, wherever a chunk ends", () => {
  const token = buildAutomaton([{ text: "sk_", standsFree: false, follow: () => leadingRun("[a-z0-9]{4}") }]);
  for (const length of [0, 16_378, 16_379, 16_380, 16_381, 16_382, 16_383]) {
    const text = `${" ".repeat(length)}sk_ab-d sk_ab1d${" ".repeat(9)}`;
    const ends = (hits: Hits) => Array.from({ length: hits.count }, (_, i) => hits.end(i) - length);
    expect(ends(token.findIn(Buffer.from(text), text.length))).toEqual([11]);
    // What a chunk ends before may follow.
    expect(ends(token.find(text, 0, text.length))).toContain(11);
  }
});

test("takes no more different characters than its table has room for", () => {
  const many = Array.from({ length: 64 }, (_, i) =>
    String.fromCharCode(i < 40 ? 33 + i - (i > 31 ? -26 : 0) : 97 + i - 40),
  );
  expect(() =>
    buildAutomaton([...many, "{", "|", "}", "~", "0", "1"].map((text) => ({ text, standsFree: false }))),
  ).toThrow(RangeError);
});

test("does not report a keyword that stands free inside of a word", () => {
  const free = buildAutomaton([
    { text: "s.", standsFree: true },
    { text: "key", standsFree: false },
  ]);
  const ends = (text: string) => {
    const hits = free.find(text, 0, text.length);
    return Array.from({ length: hits.count }, (_, i) => hits.end(i));
  };
  expect(ends("this.key 's.' As. \\ns. Is.x")).toEqual([8, 12, 22]);
  expect(ends("s.")).toEqual([2]);
});
