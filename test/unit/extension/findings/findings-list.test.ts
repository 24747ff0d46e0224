import { expect, test } from "vitest";
import type { Severity } from "../../../../src/core/detection/finding.ts";
import { countWords, createFindingsList, type FileFindings } from "../../../../src/extension/findings/findings-list.ts";

const FIRST = { rule: "r", variable: "R", assignedTo: undefined, start: 0, end: 1 };
const PLACE = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 };

function file(path: string, ...severities: readonly Severity[]): FileFindings {
  return {
    uri: `file:///w/${path}`,
    path,
    findings: severities.map((severity) => ({
      ...FIRST,
      ...PLACE,
      severity,
      fingerprint: path,
    })),
  };
}

const summary = { files: 9, skipped: 0, finished: 1, isPartial: false };

test("files come by path, numbers as people count", () => {
  const list = createFindingsList(() => false);
  list.setScanned([file("b.js", "certain"), file("a10.js", "likely"), file("a2.js", "certain")], summary);
  expect(list.files().map(({ path }) => path)).toEqual(["a2.js", "a10.js", "b.js"]);
});

test("an open document is the newer truth, also when it has become clean", () => {
  const list = createFindingsList(() => false);
  list.setScanned([file("a.js", "certain", "likely")], summary);
  list.setOpen(file("a.js", "certain"));
  expect(countWords(list.files())).toBe("1 finding in 1 file");
  list.setOpen(file("a.js"));
  expect(list.files()).toEqual([]);
  list.removeOpen("file:///w/a.js");
  expect(countWords(list.files())).toBe("2 findings in 1 file");
});

test("without a scan, a closed file leaves the list", () => {
  const list = createFindingsList(() => false);
  list.setOpen(file("a.js", "certain"));
  list.updateScanned(file("b.js", "certain"));
  list.removeOpen("file:///w/a.js");
  expect(list.files()).toEqual([]);
});

test("possible findings are shown and counted only on request", () => {
  let shows = false;
  const list = createFindingsList(() => shows);
  list.setOpen(file("a.test.js", "possible"));
  expect(list.files()).toEqual([]);
  shows = true;
  expect(list.count("possible")).toBe(1);
  expect(list.count("certain")).toBe(0);
});

test("a skipped file is shown though nothing was found", () => {
  const list = createFindingsList(() => false);
  list.setScanned([{ ...file("bundle.js"), skipped: { reason: "large", size: 7_000_000 } }], summary);
  expect(list.files()).toHaveLength(1);
  expect(countWords(list.files())).toBe("0 findings in 0 files");
});
