import { expect, test } from "vitest";
import type { Severity } from "../../../../src/core/detection/finding.ts";
import type { Shown } from "../../../../src/extension/findings/findings-filter.ts";
import {
  countWords,
  createFindingsList,
  type FileFindings,
  type FindingsList,
} from "../../../../src/extension/findings/findings-list.ts";

const FIRST = { rule: "r", variable: "R", assignedTo: undefined, start: 0, end: 1 };
const PLACE = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 };

function file(path: string, ...severities: readonly Severity[]): FileFindings {
  return {
    uri: `file:///w/${path}`,
    path,
    findings: severities.map((severity, index) => ({
      ...FIRST,
      ...PLACE,
      severity,
      fingerprint: `${path}${index}`,
    })),
  };
}

const summary = { files: 9, skipped: 0, finished: 1, isPartial: false };

function listOf(filter: readonly Shown[] = ["certain", "likely"], ignored: readonly string[] = []): FindingsList {
  return createFindingsList({
    filter: () => new Set(filter),
    ignoredIn:
      () =>
      ({ fingerprint }) =>
        ignored.includes(fingerprint),
  });
}

/** As a scan that finds these files and nothing else. */
function scan(list: FindingsList, ...files: readonly FileFindings[]): void {
  for (const one of files) list.setScanned(one);
  list.endScan(summary, new Set(files.map(({ uri }) => uri)));
}

const paths = (list: FindingsList) => list.shown().map(({ path }) => path);

test("files come by path, numbers as people count", () => {
  const list = listOf();
  scan(list, file("b.js", "certain"), file("a10.js", "likely"), file("a2.js", "certain"));
  expect(paths(list)).toEqual(["a2.js", "a10.js", "b.js"]);
});

test("an open document is the newer truth, also when it has become clean", () => {
  const list = listOf();
  scan(list, file("a.js", "certain", "likely"));
  list.setOpen(file("a.js", "certain"));
  expect(countWords(list.shown())).toBe("1 finding in 1 file");
  list.setOpen(file("a.js"));
  expect(list.shown()).toEqual([]);
  list.removeOpen("file:///w/a.js");
  expect(countWords(list.shown())).toBe("2 findings in 1 file");
});

test("an open document that is as before tells of no change, so that nothing is drawn again for each letter", () => {
  const list = listOf();
  expect(list.setOpen(file("clean.js"))).toBe(false);
  expect(list.setOpen(file("a.js", "certain"))).toBe(true);
  expect(list.setOpen(file("a.js", "certain"))).toBe(false);
  expect(list.setOpen(file("a.js"))).toBe(true);
});

test("a closed file that no scan found leaves the list", () => {
  const list = listOf();
  list.setOpen(file("a.js", "certain"));
  list.removeOpen("file:///w/a.js");
  expect(list.shown()).toEqual([]);
});

test("what the filter leaves out is counted and not shown", () => {
  const shown: Shown[] = ["certain"];
  const list = listOf(shown);
  scan(list, file("a.js", "certain", "likely", "possible"), file("b.test.js", "possible"));
  expect(paths(list)).toEqual(["a.js"]);
  expect(list.counts()).toEqual({ certain: 1, likely: 1, possible: 2, ignored: 0 });
  shown.push("possible");
  list.refilter();
  expect(countWords(list.shown())).toBe("3 findings in 2 files");
});

test("ignored findings count as nothing else and are shown on request only", () => {
  const shown: Shown[] = ["certain"];
  const list = listOf(shown, ["a.js0"]);
  scan(list, file("a.js", "certain"));
  expect(list.shown()).toEqual([]);
  expect(list.counts()).toEqual({ certain: 0, likely: 0, possible: 0, ignored: 1 });
  shown.push("ignored");
  list.refilter();
  expect(list.shown()[0]?.findings).toMatchObject([{ isIgnored: true }]);
});

test("a skipped file is shown though nothing was found, and its findings once it was scanned anyway", () => {
  const list = listOf();
  const skipped = { ...file("bundle.js"), skipped: { reason: "large" as const, size: 7_000_000 } };
  scan(list, skipped);
  list.setOpen(skipped);
  expect(paths(list)).toEqual(["bundle.js"]);
  expect(countWords(list.shown())).toBe("0 findings in 0 files");
  list.setScanned(file("bundle.js", "likely"));
  expect(countWords(list.shown())).toBe("1 finding in 1 file");
  list.setScanned(file("bundle.js"));
  expect(list.shown()).toEqual([]);
});

test("a whole scan takes the place of the one before; a part of one adds to it", () => {
  const list = listOf();
  scan(list, file("a.js", "certain"), file("b.js", "certain"));
  list.setScanned(file("c.js", "certain"));
  list.endScan({ ...summary, isPartial: true }, new Set(["file:///w/c.js"]));
  expect(paths(list)).toEqual(["a.js", "b.js", "c.js"]);
  scan(list, file("b.js", "certain"));
  expect(paths(list)).toEqual(["b.js"]);
});

test("many findings of a file may come in pieces", () => {
  const list = listOf();
  list.setScanned(file("a.js", "certain", "likely"));
  list.setScanned(file("a.js", "certain"), true);
  expect(countWords(list.shown())).toBe("3 findings in 1 file");
  list.setScanned(file("a.js", "certain"));
  expect(countWords(list.shown())).toBe("1 finding in 1 file");
});

test("a document that VS Code keeps of a deleted file does not bring it back; a file that is there again does", () => {
  const list = listOf();
  list.setOpen(file("a.js", "certain"));
  list.forget("file:///w/a.js");
  expect(list.setOpen(file("a.js", "certain", "likely"))).toBe(false);
  expect(list.shown()).toEqual([]);
  list.setScanned(file("a.js")); // as of any file that is not there
  expect(list.setOpen(file("a.js", "certain", "likely"))).toBe(false);
  list.setScanned(file("a.js", "certain"));
  list.setOpen(file("a.js", "certain"));
  expect(paths(list)).toEqual(["a.js"]);
});

test("a document whose file's end was told late, when it is there again, says what it said, and what it says since", () => {
  const list = listOf();
  scan(list, file("a.js", "certain"), file("b.js", "certain"));
  list.setOpen(file("a.js", "certain", "likely"));
  list.setOpen(file("b.js", "certain"));
  for (const name of ["a.js", "b.js"]) list.forget(`file:///w/${name}`);
  list.setOpen(file("b.js", "certain", "likely"));
  for (const name of ["a.js", "b.js"]) list.setScanned(file(name, "certain"));
  expect(countWords(list.shown())).toBe("4 findings in 2 files");
});

test("what is deleted leaves the list, with all that was below it", () => {
  const list = listOf();
  scan(list, file("a.js", "certain"), file("lib/b.js", "certain"), file("lib.js", "certain"));
  list.setOpen(file("lib/open.js", "certain"));
  expect(list.forget("file:///w/lib")).toEqual(["file:///w/lib/b.js", "file:///w/lib/open.js"]);
  expect(paths(list)).toEqual(["a.js", "lib.js"]);
});
