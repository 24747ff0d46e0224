import type { RuleName } from "../core/detection/rule.ts";
import type { Severity } from "../core/detection/finding.ts";
import { printable } from "../core/text/printable.ts";
import type { FileFinding, ScanReport } from "../node/scan/report.ts";
import { listDocument } from "./list-document.ts";

type Place = NonNullable<FileFinding["related"]>;

/** Says how to speak of a rule. */
export type RuleNames = (id: string) => RuleName | undefined;

/**
 * The document of `lockers scan --format json`, as design section 6 fixes it, in pieces. Besides that, findings of the history tell their
 * commit, and secrets of use together with an id where that stands.
 */
export function scanDocument(
  { filesScanned, bytesScanned }: ScanReport,
  shown: readonly FileFinding[],
  elapsedMs: number,
): Iterable<string> {
  return listDocument({
    around: { version: 1, filesScanned, bytesScanned, elapsedMs: Math.round(elapsedMs) },
    closing: "}",
    name: "findings",
    items: shown,
    write: jsonFinding,
  });
}

function jsonFinding(finding: FileFinding): object {
  const { file, rule, severity, fingerprint, related, commit } = finding;
  return {
    file,
    rule,
    severity,
    ...placeOf(finding),
    fingerprint,
    ...(related === undefined ? {} : { related: placeOf(related) }),
    ...(commit === undefined ? {} : { commit: commit.id, authorDate: commit.authorDate }),
  };
}

function placeOf({ startLine, startColumn, endLine, endColumn, start, end }: Place): Place {
  return { startLine, startColumn, endLine, endColumn, start, end };
}

const COLOUR: Readonly<Record<Severity, number>> = { certain: 31, likely: 33, possible: 36 };
const BOLD = 1;
const DIM = 2;

/** Columns are this wide at most; what is longer moves the rest of its line. */
const WIDEST = 48;

/**
 * One line for each finding: place, severity, what it is, what to call it; columns set apart by two spaces. Lines of one file stand
 * together. `forPeople`: with colours, and an empty line at the end.
 */
export function scanTable(findings: readonly FileFinding[], rules: RuleNames, forPeople: boolean): string {
  const sorted = byFile(findings);
  const rows = sorted.map((finding) => rowOf(finding, rules));
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries())
      widths[column] = Math.max(widths[column] ?? 0, Math.min(cell.length, WIDEST));
  }
  const lines = rows.map((row, index) => line(row, widths, forPeople ? sorted[index]?.severity : undefined));
  return lines.map((text) => `${text}\n`).join("") + (forPeople && lines.length > 0 ? "\n" : "");
}

/** Files in the order of their first finding. */
function byFile(findings: readonly FileFinding[]): readonly FileFinding[] {
  const groups = new Map<string, FileFinding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.file);
    if (group === undefined) groups.set(finding.file, [finding]);
    else group.push(finding);
  }
  return [...groups.values()].flat();
}

function rowOf(finding: FileFinding, rules: RuleNames): readonly string[] {
  const { file, startLine, startColumn, severity, variable, commit } = finding;
  const cells = [`${printable(file)}:${startLine}:${startColumn}`, severity, findingTitle(finding, rules), variable];
  return commit === undefined ? cells : [...cells, `${commit.id.slice(0, 12)} ${commit.authorDate.slice(0, 10)}`];
}

function line(row: readonly string[], widths: readonly number[], severity: Severity | undefined): string {
  const styles = severity === undefined ? [] : [BOLD, COLOUR[severity], undefined, DIM, DIM];
  return row
    .map((cell, column) => {
      const style = styles[column];
      const shown = style === undefined ? cell : `\u001B[${style}m${cell}\u001B[0m`;
      return column === row.length - 1 ? shown : shown + " ".repeat(Math.max(0, (widths[column] ?? 0) - cell.length));
    })
    .join("  ");
}

/** `Stripe live key`, or for a value that its name gives away `password in "db.password"`; with the line of the id that belongs to it. */
function findingTitle({ rule, assignedTo, related }: FileFinding, rules: RuleNames): string {
  const name = rules(rule);
  const title = name?.title ?? rule;
  const what =
    name?.kind === "assignment" && assignedTo !== undefined ? `${title} in "${printable(assignedTo)}"` : title;
  return related === undefined ? what : `${what} (its ID: line ${related.startLine})`;
}
