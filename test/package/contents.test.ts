import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pack } from "../support/pack.ts";
import { zipEntries } from "../support/zip-entries.ts";

const folder = mkdtempSync(path.join(tmpdir(), "lockers-package-"));
let zip: Buffer;

beforeAll(async () => {
  zip = readFileSync(await pack(folder));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const parts = (pattern: RegExp) => zipEntries(zip).filter(({ name }) => pattern.test(name));
const size = (pattern: RegExp) => parts(pattern).reduce((total, part) => total + part.size, 0);

test("holds what is needed and nothing else", () => {
  const names = zipEntries(zip)
    .map(({ name }) => name.replace(/^extension\//, ""))
    .filter((name) => !/^dist\/(cli-[\w-]+\.mjs|extension-[\w-]+\.cjs)$/.test(name));
  expect(names.toSorted()).toEqual([
    "LICENSE.txt",
    "NOTICE",
    "SECURITY.md",
    "[Content_Types].xml",
    "changelog.md",
    "dist/cli.mjs",
    "dist/custom-rules-worker.cjs",
    "dist/detection.cjs",
    "dist/extension.cjs",
    "dist/launcher.cjs",
    "dist/local-vault-worker.cjs",
    "dist/scan-worker.cjs",
    "dist/webview/compare.js",
    "dist/webview/form.js",
    "dist/webview/reveal.js",
    "extension.vsixmanifest",
    "media/lockers.svg",
    "media/page.css",
    "media/walkthrough/find.svg",
    "media/walkthrough/move.svg",
    "media/walkthrough/run.svg",
    "media/walkthrough/share.svg",
    "package.json",
    "readme.md",
  ]);
});

test("extension.cjs is at most 350 kB", () => {
  expect(size(/dist\/extension\.cjs$/)).toBeLessThanOrEqual(350_000);
});

test("the extension, all its parts together, is at most 540 kB", () => {
  expect(size(/dist\/extension[\w-]*\.cjs$/)).toBeLessThanOrEqual(540_000);
});

test("detection, which both load when something is scanned, is at most 350 kB", () => {
  expect(size(/dist\/detection\.cjs$/)).toBeLessThanOrEqual(350_000);
});

test("the command line, all its parts together, is at most 350 kB", () => {
  expect(size(/dist\/cli[\w-]*\.mjs$/)).toBeLessThanOrEqual(350_000);
});

test("the package is at most 600 kB", () => {
  expect(zip.length).toBeLessThanOrEqual(600_000);
});
