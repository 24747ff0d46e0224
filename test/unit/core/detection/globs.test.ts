import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { array, assert, boolean, constantFrom, oneof as oneOf, property, sample, tuple } from "fast-check";
import { describe, expect, test } from "vitest";
import { decide, indexGlobs, parseGlobLine, type GlobRule } from "../../../../src/core/detection/globs.ts";
import { parseIgnoreFile } from "../../../../src/core/detection/ignore-file.ts";

/** Git is at odds with its own words about `**` behind other characters. */
const glob = array(
  constantFrom(
    "a",
    "b",
    "-",
    "/",
    "/",
    "*",
    "**",
    "**/",
    "?",
    "[ab]",
    "[!a]",
    "[^-a]",
    "[a/b]",
    "[]-]",
    String.raw`\*`,
  ),
  { minLength: 1, maxLength: 6 },
)
  .map((pieces) => pieces.join(""))
  .filter((line) => !/[^/*]\*\*/.test(line));
const path = array(constantFrom("a", "b", "aa", "ab", "a-b", "]", "*", "-"), { minLength: 1, maxLength: 4 }).map(
  (parts) => parts.join("/"),
);
const fixed: readonly (readonly [glob: string, path: string])[] = [
  ["[[:digit:]x]", "7"],
  ["[[:digit:]x]", "x"],
  ["[![:upper:]]", "A"],
  [String.raw`[\]a]`, "]"],
  ["[a", "[a"],
  ["[a-c-e]", "d"],
  ["[--9]", "5"],
  ["a***b", "aab"],
  ["***/b", "a/b"],
  ["a**/b", "ab/b"],
];

/** What Git itself says: one folder with a `.gitignore` of one line for each case, asked for all at once. */
function ignoredByGit(cases: readonly (readonly [glob: string, path: string])[]): readonly boolean[] {
  const folder = mkdtempSync(join(tmpdir(), "lockers-globs-"));
  try {
    execFileSync("git", ["init", "-q"], { cwd: folder });
    for (const [index, [line]] of cases.entries()) {
      mkdirSync(join(folder, `n${index}`));
      writeFileSync(join(folder, `n${index}`, ".gitignore"), `${line}\n`);
    }
    const input = cases.map(([, file], index) => `n${index}/${file}\0`).join("");
    const options = ["check-ignore", "--no-index", "--stdin", "-z", "-v", "-n"];
    const fields = execFileSync("git", options, { cwd: folder, input, encoding: "utf8" }).split("\0");
    return cases.map((_, index) => fields[index * 4 + 2] !== "" && fields[index * 4 + 2]?.startsWith("!") === false);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe("globs", () => {
  test("fit what Git says they fit", () => {
    const cases = [...fixed, ...sample(tuple(glob, path), 400)];
    const ours = cases.map(([line, file]) => [line, file, parseIgnoreFile(line).ignoresPath(file)]);
    const git = ignoredByGit(cases);
    expect(ours).toEqual(cases.map(([line, file], index) => [line, file, git[index]]));
    expect(git.filter(Boolean).length).toBeGreaterThan(20);
  });

  test.each([
    ["stars in a name", `${"*a".repeat(60)}*b`, "a".repeat(250)],
    ["stars for folders", `${"**/".repeat(60)}b`, "a/".repeat(200) + "a"],
    ["both", `${"**/*a*a*".repeat(40)}/b`, "aaaa/".repeat(100) + "a"],
  ])("%s are never tried again and again", (_, line, file) => {
    expect(parseIgnoreFile(line).ignoresPath(file)).toBe(false);
  });
});

function rulesOf(lines: readonly string[]): readonly GlobRule[] {
  return lines.flatMap((line) => parseGlobLine(line) ?? []);
}

test("rules that are looked up by the path they name say what all of them say", () => {
  const line = tuple(constantFrom("", "!"), constantFrom("", "/"), oneOf(glob, path), constantFrom("", "", "/"));
  const lists = array(
    line.map((parts) => parts.join("")),
    { maxLength: 6 },
  );
  assert(
    property(lists, path, boolean(), (lines, at, isFolder) => {
      const rules = rulesOf(lines);
      return indexGlobs(rules)(at, isFolder) === decide(rules, at, isFolder);
    }),
    { numRuns: 5000, seed: 5 },
  );
});

test("of many rules that name files, only those of the path are looked at", () => {
  let looks = 0;
  const rules = rulesOf([...Array.from({ length: 1000 }, (_, at) => `/src/${at}.js`), "!*.py"]).map((rule) => ({
    ...rule,
    get folderOnly() {
      looks++;
      return rule.folderOnly;
    },
  }));
  looks = 0;
  const verdict = indexGlobs(rules);
  expect([verdict("src/7.js", false), verdict("src/x.js", false)]).toEqual(["ignored", undefined]);
  expect(looks).toBeLessThanOrEqual(4);
});
