import type { RuleName } from "../core/detection/rule.ts";
import type { Severity } from "../core/detection/finding.ts";
import { printable } from "../core/text/printable.ts";
import type { FileFinding, ScanReport } from "../node/scan/report.ts";

/** From the least to the most sure. */
export const SEVERITIES: readonly Severity[] = ["possible", "likely", "certain"];

/** The document of `lockers scan --format json`, as design section 6 fixes it. */
export function scanDocument(report: ScanReport, elapsedMs: number): object {
  const { filesScanned, bytesScanned, findings } = report;
  return {
    version: 1,
    filesScanned,
    bytesScanned,
    elapsedMs: Math.round(elapsedMs),
    findings: findings.map(jsonFinding),
  };
}

function jsonFinding(finding: FileFinding): object {
  const { file, rule, severity, startLine, startColumn, endLine, endColumn, start, end, fingerprint } = finding;
  return { file, rule, severity, startLine, startColumn, endLine, endColumn, start, end, fingerprint };
}

/** Says how to speak of a rule. */
export type RuleNames = (id: string) => RuleName | undefined;

/** One line for each finding, columns set apart by two spaces; empty where there is none. */
export function scanTable(findings: readonly FileFinding[], rules: RuleNames): string {
  const rows = findings.map((finding) => [
    `${printable(finding.file)}:${finding.startLine}:${finding.startColumn}`,
    finding.severity,
    findingTitle(finding, rules),
    finding.variable,
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => `${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}\n`).join("");
}

/** `Stripe live key`, or for a value that its name gives away `password in "db.password"`. */
function findingTitle({ rule, assignedTo }: FileFinding, rules: RuleNames): string {
  const name = rules(rule);
  const title = name?.title ?? rule;
  return name?.kind === "assignment" && assignedTo !== undefined ? `${title} in "${printable(assignedTo)}"` : title;
}

/** The last line, for people: `2 findings in 2 of 118 files (41 ms).` */
export function scanSummary(report: ScanReport, shown: readonly FileFinding[], elapsedMs: number): string {
  const { filesScanned, findings, skipped, ignored } = report;
  const time = `(${Math.round(elapsedMs)} ms)`;
  const hidden = findings.length - shown.length;
  const notes = [
    hidden > 0 ? `${hidden} more ${hidden === 1 ? "is" : "are"} possible (--min-severity possible).` : "",
    ignored > 0 ? `${ignored} ignored by .lockersignore.` : "",
    skipped.length > 0 ? `${counted(skipped.length, "file")} over 5 MB skipped.` : "",
  ].filter((note) => note !== "");
  const first =
    shown.length === 0
      ? `No hard-coded secrets in ${counted(filesScanned, "file")} ${time}.`
      : `${counted(shown.length, "finding")} in ${new Set(shown.map(({ file }) => file)).size} of ${counted(filesScanned, "file")} ${time}. ` +
        "Move them in VS Code, or ignore one with a lockers:ignore comment.";
  return `${[first, ...notes].join(" ")}\n`;
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}
