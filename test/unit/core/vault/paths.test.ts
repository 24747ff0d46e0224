import { array, assert, constantFrom, oneof, property, string } from "fast-check";
import { expect, test } from "vitest";
import { encodePath, printable } from "../../../../src/core/vault/paths.ts";

/** Parts as people and machines name things, and worse. */
const part = oneof(
  string({ unit: "binary", minLength: 1, maxLength: 12 }),
  string({ minLength: 1, maxLength: 12 }),
  constantFrom(".", "..", "%2e%2e", "a?b", "a#b", "a\\b", "\ud800", "a\nb", "\u007f"),
);

function isRefused(path: string): boolean {
  return /(?:^|\/)\.{0,2}(?:$|\/)|\p{Cc}|\p{Surrogate}/u.test(path);
}

/** What the path is sent as, or the code of the error. */
function encoded(path: string): unknown {
  try {
    return encodePath(path);
  } catch (error) {
    return (error as { problem: { code: unknown } }).problem.code;
  }
}

test("a path is refused, or decodes to what it was, part by part, and holds nothing a URL would bend", () => {
  assert(
    property(array(part, { minLength: 1, maxLength: 4 }), (parts) => {
      const path = parts.join("/");
      const sent = String(encoded(path));
      const back = sent.split("/").map((one) => decodeURIComponent(one));
      expect(isRefused(path) ? sent : back.join("/")).toBe(isRefused(path) ? "bad-path" : path);
      expect(new URL(`https://h/v1/${sent}`).pathname).toBe(`/v1/${sent}`);
    }),
  );
});

test("an empty path is the mount itself; an error shows no control character", () => {
  expect(encodePath("")).toBe("");
  expect(() => encodePath("a/\n")).toThrow(
    expect.objectContaining({ problem: expect.objectContaining({ path: "a/\uFFFD" }) as unknown }),
  );
  expect(printable("a\u0000b")).toBe("a\uFFFDb");
});
