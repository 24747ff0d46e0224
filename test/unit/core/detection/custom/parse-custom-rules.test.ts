import { expect, test } from "vitest";
import { faultWords } from "../../../../../src/core/detection/custom/custom-rule.ts";
import { parseCustomRules } from "../../../../../src/core/detection/custom/parse-custom-rules.ts";

const isTaken = (id: string): boolean => id === "github-token";

function fault(entry: unknown): string {
  const { rules, problems } = parseCustomRules([entry], isTaken);
  expect(rules).toEqual([]);
  const [problem] = problems;
  return problem === undefined ? "" : `${problem.rule}: ${faultWords(problem.reason)}`;
}

test("what is left out has a default", () => {
  expect(parseCustomRules([{ id: "acme-token", pattern: "acme_[a-z0-9]{8}" }], isTaken)).toEqual({
    problems: [],
    rules: [
      {
        id: "acme-token",
        title: "acme token",
        pattern: "acme_[a-z0-9]{8}",
        ignoreCase: false,
        keywords: ["acme_"],
        severity: "likely",
        secretGroup: 0,
        variable: "ACME_TOKEN",
      },
    ],
  });
});

test("all can be said", () => {
  const entry = {
    id: "acme",
    title: "Acme key",
    pattern: "(?i)key=(\\w{9})",
    keywords: ["ACME", "key="],
    severity: "certain",
    secretGroup: 1,
  };
  expect(parseCustomRules([entry], isTaken).rules).toMatchObject([
    { title: "Acme key", pattern: "key=(\\w{9})", ignoreCase: true, keywords: ["acme", "key="], secretGroup: 1 },
  ]);
});

test.each([
  ["text", "1: it is not an object with id and pattern"],
  [{ id: "Ä", pattern: "acme" }, "1: its id must be letters a to z, digits and hyphens"],
  [{ id: "x", pattern: "acme", regex: "y" }, 'x: there is no property "regex"'],
  [{ id: "x" }, "x: it has no pattern, or one of more than 1,000 characters"],
  [{ id: "x", pattern: "acme(" }, "x: its pattern is not a regular expression: Unterminated group"],
  [{ id: "x", pattern: "[a-z]{9}" }, "x: it needs keywords: words that stand in or beside every secret of its kind"],
  [{ id: "x", pattern: "acme|b" }, "x: it needs keywords: words that stand in or beside every secret of its kind"],
  [{ id: "x", pattern: "abc?d" }, "x: it needs keywords: words that stand in or beside every secret of its kind"],
  [{ id: "x", pattern: "y", keywords: ["ab"] }, 'x: the keyword "ab" has fewer than three characters'],
  [{ id: "x", pattern: "acme", severity: "bad" }, "x: its severity is not certain, likely or possible"],
  [{ id: "x", pattern: "acme", secretGroup: 1 }, "x: its pattern has no such group"],
  [{ id: "github-token", pattern: "acme" }, "github-token: another rule has this id"],
])("%j is left out, and it is said why", (entry, words) => {
  expect(fault(entry)).toBe(words);
});

test("one that cannot be used does not keep the others, and an id counts once", () => {
  const rule = { id: "acme", pattern: "acme_\\w+" };
  const { rules, problems } = parseCustomRules([rule, 7, rule, { ...rule, id: "other" }], isTaken);
  expect(rules.map(({ id }) => id)).toEqual(["acme", "other"]);
  expect(problems.map(({ rule: name }) => name)).toEqual(["2", "acme"]);
});

test("what is no list is one problem", () => {
  expect(parseCustomRules("acme", isTaken).problems).toHaveLength(1);
});

test("a pattern that takes years to run is read at once", () => {
  const entry = { id: "slow", pattern: `${"(|)".repeat(60)}x`, keywords: ["acme"], secretGroup: 60 };
  expect(parseCustomRules([entry], isTaken).rules).toMatchObject([{ id: "slow", secretGroup: 60 }]);
});

test.each([
  ["acme", 0],
  ["acme(a)(?:b)(?=c)(?!d)(?<=e)(?<!f)", 1],
  ["acme(?<name>a)(b(c))", 3],
  ["acme\\(a\\)[(](b)", 1],
  ["acme[\\](](b)", 1],
  ["acme[^]](b)", 1],
  ["acme[](b)", 1],
  ["acme\\\\(b)", 1],
  ["acme[[(](b)", 1],
])("%s has %d groups", (pattern, groups) => {
  expect(new RegExp(`|${pattern}`).exec("")).toHaveLength(groups + 1);
  const last = { id: "own", pattern, keywords: ["acme"], secretGroup: groups };
  expect(parseCustomRules([last], isTaken).problems).toEqual([]);
  expect(fault({ ...last, secretGroup: groups + 1 })).toBe("own: its pattern has no such group");
});

test("rules beyond the two hundredth are not left out without a word", () => {
  const list = Array.from({ length: 201 }, (_, at) => ({ id: `r${at}`, pattern: `acme${at}_\\w{8}` }));
  expect(parseCustomRules(list.slice(1), () => false)).toMatchObject({ rules: { length: 200 }, problems: [] });
  const [problem, ...others] = parseCustomRules(list, () => false).problems;
  expect(others).toEqual([]);
  expect(problem && `${problem.rule}: ${faultWords(problem.reason)}`).toBe("201: only 200 rules can be used");
});
