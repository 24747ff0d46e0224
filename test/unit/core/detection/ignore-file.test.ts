import { describe, expect, test } from "vitest";
import { ignoreLine, ignoreRuleLine, isHiddenBy, parseIgnoreFile } from "../../../../src/core/detection/ignore-file.ts";

describe(".lockersignore", () => {
  const print = "0123456789abcdef0123456789abcdef";

  test("lists fingerprints, with words for people after them", () => {
    const file = parseIgnoreFile(`# reviewed\r\n${print}  # generic-password src/app.js\r\n`);
    expect(file.ignores({ fingerprint: print, rule: "any" }, "any")).toBe(true);
    expect(file.ignoresPath("src/app.js")).toBe(false);
  });

  test("a line that Lockers writes is read back, whatever the path holds", () => {
    const line = ignoreLine({ fingerprint: print, rule: "jwt" }, "a\nb/*.js\u2028");
    expect(line).not.toMatch(/[\n\u2028]/);
    expect(parseIgnoreFile(line).entries).toEqual([{ kind: "finding", line: 0, fingerprint: print }]);
  });

  test.each([
    ["*.snap", "test/a.snap", true],
    ["*.snap", "test/a.snap.js", false],
    ["/vendor/", "vendor/lib/a.js", true],
    ["/vendor/", "src/vendor/a.js", false],
    ["vendor/", "src/vendor/a.js", true],
    ["docs/**/*.md", "docs/a/b/c.md", true],
    ["docs/**/*.md", "docs/c.md", true],
    ["a?c.js", "abc.js", true],
    ["[!a]bc.js", "abc.js", false],
    ["*.js\n!keep.js", "keep.js", false],
    [String.raw`\#odd`, "#odd", true],
    ["build", "build/x.js", true],
    ["(a+)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", false],
  ])("the glob %j on %s: %s", (glob, path, ignored) => {
    expect(parseIgnoreFile(glob).ignoresPath(path)).toBe(ignored);
  });

  test.each(["src/app.js", "a b/[c]*.js", "!odd#.js", "trailing ", "back\\slash.js", "new\nline.js"])(
    "a rule is left out in the file %j, and nowhere else",
    (path) => {
      const file = parseIgnoreFile(`# reviewed\n${ignoreRuleLine("jwt", path)}\r\n`);
      const finding = { fingerprint: print, rule: "jwt" };
      expect(file.ignores(finding, path)).toBe(true);
      expect(file.ignoresPath(path), "other rules stay").toBe(false);
      expect(file.ignores({ ...finding, rule: "npm-token" }, path)).toBe(false);
      expect(file.ignores(finding, `below/${path}`)).toBe(false);
      expect(file.ignores(finding, "src/other.js")).toBe(false);
    },
  );

  test("a rule may be left out in many files by a glob, with a word for the reviewer", () => {
    const file = parseIgnoreFile(
      "test/**  lockers:rule=generic-password  # made up\n!test/real.js lockers:rule=generic-password",
    );
    const finding = { fingerprint: print, rule: "generic-password" };
    expect(file.ignores(finding, "test/a/b.js")).toBe(true);
    expect(file.ignores(finding, "test/real.js")).toBe(false);
  });

  test("tells which line hides a finding", () => {
    const { entries } = parseIgnoreFile(`\n${print}\nvendor/\n/a.js lockers:rule=jwt\n`);
    const lines = (path: string) =>
      entries.filter((entry) => isHiddenBy(entry, { fingerprint: print, rule: "jwt" }, path)).map(({ line }) => line);
    expect(lines("a.js")).toEqual([1, 3]);
    expect(lines("vendor/b.js")).toEqual([1, 2]);
  });

  test("rubbish ignores nothing", () => {
    const file = parseIgnoreFile("\u0000\uFFFD[[[\n!\n/\n[z-a]\n\\\n0123456789abcdef0123456789abcde\n");
    expect(file.entries.filter(({ kind }) => kind !== "path")).toEqual([]);
    expect(file.ignoresPath("src/app.js")).toBe(false);
  });
});

test("a hundred thousand lines of one rule take as long as their number", () => {
  const list = parseIgnoreFile(Array.from({ length: 100_000 }, (_, at) => `/f${at}.js  lockers:rule=jwt`).join("\n"));
  expect(list.entries).toHaveLength(100_000);
});

test("of lines with wildcards the first 2,000 count; plain ones and fingerprints count all", () => {
  const print = "0123456789abcdef0123456789abcdef";
  const many = Array.from({ length: 2001 }, (_, at) => `f${at}-*.js`);
  const file = parseIgnoreFile([...many, "plain.js", print].join("\n"));
  expect(["f1999-a.js", "f2000-a.js", "plain.js"].map((path) => file.ignoresPath(path))).toEqual([true, false, true]);
  expect(file.ignores({ fingerprint: print, rule: "jwt" }, "a.js")).toBe(true);
});

test("what is known of a path is right for the next one too", () => {
  const file = parseIgnoreFile("gen/\n/a.js  lockers:rule=jwt\n");
  const paths = [
    "gen/a.js",
    "a.js",
    "gen/a.js",
    ...Array.from({ length: 2000 }, (_, at) => `src/${at}.js`),
    "gen/a.js",
  ];
  expect(paths.filter((path) => file.ignoresPath(path))).toHaveLength(3);
  const jwt = (path: string) => file.ignores({ fingerprint: "", rule: "jwt" }, path);
  expect(["a.js", "b.js", "a.js"].map(jwt)).toEqual([true, false, true]);
});
