import { l10n } from "vscode";
import { duration } from "../times.ts";
import type { Shown } from "./findings-filter.ts";
import type { Counts, ScanSummary } from "./findings-list.ts";

const MINUTE_MS = 60_000;

/** What stands over the rows. `found`: how many findings in how many files. */
export function summaryWords(summary: ScanSummary, found: string, now: number): string {
  if (summary.isPartial) {
    return summary.files === 1
      ? l10n.t("Partly scanned (1 file).")
      : l10n.t("Partly scanned ({0} files).", summary.files.toLocaleString("en"));
  }
  const age = now - summary.finished;
  return age < MINUTE_MS
    ? l10n.t("{0}, scanned just now", found)
    : l10n.t("{0}, scanned {1} ago", found, duration(age));
}

/** Beside the title when nothing was found. */
export function cleanWords({ files }: ScanSummary): string {
  return files === 1 ? l10n.t("1 file, clean") : l10n.t("{0} files, clean", files.toLocaleString("en"));
}

/** What a filter of the person's keeps away, where possible and ignored findings are not all that there is. */
export function hiddenWords(counts: Counts, shown: ReadonlySet<Shown>): string | undefined {
  const hidden = (["certain", "likely"] as const).filter((kind) => !shown.has(kind) && counts[kind] > 0);
  if (hidden.length === 0) return undefined;
  const sum = hidden.reduce((total, kind) => total + counts[kind], 0).toLocaleString("en");
  return sum === "1" ? l10n.t("The filter hides 1 finding.") : l10n.t("The filter hides {0} findings.", sum);
}
