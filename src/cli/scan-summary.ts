import type { FileFinding, ScanReport } from "../node/scan/report.ts";
import { counted } from "./counted.ts";
import { printable } from "../core/text/printable.ts";
import { SEVERITIES } from "./scan-severity.ts";

/** Where a scan looked. */
export type ScanPlace = "files" | "staged" | "since" | "history" | "stdin";

export interface Summary {
  readonly place: ScanPlace;
  readonly shown: readonly FileFinding[];
  /** Not sure enough to be shown. */
  readonly hidden: number;
  /** In the baseline. */
  readonly known: number;
  readonly elapsedMs: number;
  readonly largest: number;
}

/** What to do about findings, by where they are. */
const NEXT: Readonly<Record<ScanPlace, string>> = {
  files:
    "Next: move each into a vault (in VS Code Move to vault, here lockers put), or write lockers:ignore behind one that is none.",
  stdin: "Next: keep the value in a vault (lockers put), or write lockers:ignore behind one that is none.",
  staged:
    "Next: take each out of the commit: move it into a vault and git add the file again, or write lockers:ignore behind one that is none.",
  since:
    "Next: move each into a vault (in VS Code Move to vault, here lockers put); what was pushed must be replaced where it was issued.",
  history:
    "Next: replace each where it was issued: whoever has the repository has it. Taking it out of the history is not enough.",
};
/** So many skipped files are named. */
const NAMED = 3;

/** The last lines, for people: what was found in how much, what was left out and why, and what to do next. */
export function scanSummary(report: ScanReport, summary: Summary): string {
  const { shown, place } = summary;
  const first = shown.length === 0 ? nothingFound(report, summary) : found(report, summary);
  const notes = [first, ...leftOut(report, summary)].join(" ");
  return shown.length === 0 ? `${notes}\n` : `${notes}\n${NEXT[place]}\n`;
}

function nothingFound(report: ScanReport, { place, elapsedMs }: Summary): string {
  const what = place === "since" || place === "staged" ? "No new hard-coded secrets" : "No hard-coded secrets";
  return `${what} in ${extent(report)} (${time(elapsedMs)}).`;
}

function found(report: ScanReport, { shown, elapsedMs }: Summary): string {
  const files = new Set(shown.map(({ file }) => file)).size;
  const levels = SEVERITIES.toReversed()
    .map((level) => [level, shown.filter(({ severity }) => severity === level).length] as const)
    .filter(([, count]) => count > 0)
    .map(([level, count]) => `${count.toLocaleString("en")} ${level}`);
  const where =
    report.commits === undefined
      ? `${files.toLocaleString("en")} of ${extent(report)}`
      : `${counted(files, "file", "files")} of ${extent(report)}`;
  return `${counted(shown.length, "finding", "findings")} in ${where} (${time(elapsedMs)}): ${levels.join(", ")}.`;
}

function extent({ filesScanned, commits }: ScanReport): string {
  return commits === undefined ? counted(filesScanned, "file", "files") : counted(commits, "commit", "commits");
}

function leftOut(
  { ignored, skipped, unread, shallow }: ScanReport,
  { hidden, known, largest }: Summary,
): readonly string[] {
  const names = skipped.slice(0, NAMED).map(printable).join(", ");
  return [
    hidden > 0 ? `${counted(hidden, "more is", "more are")} possible (--min-severity possible).` : "",
    known > 0 ? `${counted(known, "is", "are")} in the baseline.` : "",
    ignored > 0 ? `${ignored.toLocaleString("en")} ignored by .lockersignore.` : "",
    skipped.length > 0
      ? `${counted(skipped.length, "file", "files")} over ${largest / 1e6} MB skipped (--max-size MB): ${names}${skipped.length > NAMED ? ", …" : ""}.`
      : "",
    unread.length > 0 ? `${counted(unread.length, "place", "places")} could not be read.` : "",
    shallow === true ? "Earlier commits are not in this shallow clone." : "",
  ].filter((note) => note !== "");
}

function time(milliseconds: number): string {
  return milliseconds < 10_000 ? `${Math.round(milliseconds)} ms` : `${Math.round(milliseconds / 1000)} s`;
}
