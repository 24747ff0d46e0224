import { describe, expect, test } from "vitest";
import { ignoreLine, parseIgnoreFile } from "../../../../src/core/detection/ignore-file.ts";

describe(".lockersignore", () => {
  const print = "0123456789abcdef0123456789abcdef";

  test("lists fingerprints, with words for people after them", () => {
    const file = parseIgnoreFile(`# reviewed\r\n${print}  # generic-password src/app.js\r\n`);
    expect(file.fingerprints.has(print)).toBe(true);
    expect(file.ignoresPath("src/app.js")).toBe(false);
  });

  test("a line that Lockers writes is read back, whatever the path holds", () => {
    const line = ignoreLine({ fingerprint: print, rule: "jwt" }, "a\nb/*.js\u2028");
    expect(line).not.toMatch(/[\n\u2028]/);
    expect([...parseIgnoreFile(line).fingerprints]).toEqual([print]);
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

  test("rubbish ignores nothing", () => {
    const file = parseIgnoreFile("\u0000\uFFFD[[[\n!\n/\n[z-a]\n\\\n0123456789abcdef0123456789abcde\n");
    expect(file.fingerprints.size).toBe(0);
    expect(file.ignoresPath("src/app.js")).toBe(false);
  });
});
