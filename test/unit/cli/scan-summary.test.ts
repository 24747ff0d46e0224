import { expect, test } from "vitest";
import { scanSummary, type Summary } from "../../../src/cli/scan-summary.ts";
import type { Severity } from "../../../src/core/detection/finding.ts";
import type { FileFinding, ScanReport } from "../../../src/node/scan/report.ts";

const report: ScanReport = {
  base: "/work",
  filesScanned: 1200,
  bytesScanned: 1,
  findings: [],
  skipped: [],
  unread: [],
  ignored: 0,
};
const summary: Summary = { place: "files", shown: [], hidden: 0, known: 0, elapsedMs: 41.4, largest: 5_000_000 };

function finding(file: string, severity: Severity): FileFinding {
  const place = { start: 0, end: 1, startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 };
  return { file, rule: "jwt", severity, assignedTo: undefined, variable: "JWT", fingerprint: "0", ...place };
}

test("counts what was found, by how sure it is, and says what to do next", () => {
  const shown = [finding("a", "likely"), finding("a", "certain"), finding("b", "likely")];
  expect(scanSummary(report, { ...summary, shown })).toMatch(
    /^3 findings in 2 of 1,200 files \(41 ms\): 1 certain, 2 likely\.\nNext: move each into a vault .*\n$/,
  );
  const history = { ...report, commits: 1 };
  expect(scanSummary(history, { ...summary, place: "history", shown })).toMatch(
    /^3 findings in 2 files of 1 commit .*\nNext: replace each where it was issued: /,
  );
});

test("tells what was left out, and how to see it", () => {
  const skipped = ["a", "b", "c\u001B[31m", "d"];
  const unread = [{ file: "e", reason: "EACCES" }];
  const text = scanSummary(
    { ...report, skipped, unread, ignored: 3, commits: 5, shallow: true },
    { ...summary, place: "history", hidden: 1, known: 2, elapsedMs: 61_000, largest: 7_000_000 },
  );
  expect(text).toBe(
    "No hard-coded secrets in 5 commits (61 s). 1 more is possible (--min-severity possible). 2 are in the baseline. " +
      "3 ignored by .lockersignore. 4 files over 7 MB skipped (--max-size MB): a, b, c\\u{1B}[31m, …. 1 place could not be read. " +
      "Earlier commits are not in this shallow clone.\n",
  );
  expect(scanSummary(report, { ...summary, place: "staged" })).toMatch(/^No new hard-coded secrets in 1,200 files/);
});
