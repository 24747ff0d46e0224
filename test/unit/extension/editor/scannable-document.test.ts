import { expect, test } from "vitest";
import { isPersonsScheme, scannability } from "../../../../src/extension/editor/scannable-document.ts";

const document = (path: string, lineCount: number) => ({ uri: { scheme: "file", path }, lineCount });

test.each(["file", "untitled", "vscode-notebook-cell", "vscode-remote", "vscode-vfs", "memfs"])(
  "%s is scanned",
  (scheme) => {
    expect(isPersonsScheme(scheme, (asked) => asked === "memfs")).toBe(true);
  },
);

test.each(["git", "output", "vscode-userdata", "lockers-view"])("%s is not a person's file", (scheme) => {
  expect(isPersonsScheme(scheme, (asked) => (asked === "vscode-userdata" ? true : undefined))).toBe(false);
});

test("text above five million units is left out", () => {
  expect(scannability(document("/a.log", 100_000), 5_000_000)).toBe("scannable");
  expect(scannability(document("/a.log", 100_000), 5_000_001)).toBe("large");
});

test("bundles are left out, by name or by the length of their lines", () => {
  expect(scannability(document("/jquery.min.js", 300), 9_000)).toBe("minified");
  expect(scannability(document("/app.js.map", 1), 900)).toBe("minified");
  expect(scannability(document("/bundle.js", 3), 400_000)).toBe("minified");
});

test("a short file of one long line is scanned: a key in a .env can be long", () => {
  expect(scannability(document("/.env", 1), 4_000)).toBe("scannable");
  expect(scannability(document("/admin.js", 40), 2_000)).toBe("scannable");
});
