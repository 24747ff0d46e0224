import type { Severity } from "../../core/detection/finding.ts";
import type { LocatedFinding } from "../../core/detection/locate.ts";

/** What is known of one file. */
export interface FileFindings {
  /** The file's address, as `Uri.toString()` gives it. */
  readonly uri: string;
  /** Below its workspace folder, with `/`. */
  readonly path: string;
  readonly findings: readonly LocatedFinding[];
  /** Why the file was not read, with its size in bytes. */
  readonly skipped?: { readonly reason: "large" | "minified"; readonly size: number };
}

/** The last scan of the workspace. */
export interface ScanSummary {
  readonly files: number;
  readonly skipped: number;
  /** Milliseconds since the epoch. */
  readonly finished: number;
  readonly isPartial: boolean;
}

/** Findings of open documents and of the last scan of the workspace; an open document is the newer truth. */
export interface FindingsList {
  setOpen(file: FileFindings): void;
  /** The document closed: what the last scan said of it counts again. */
  removeOpen(uri: string): void;
  /** Takes the place of what the scan before found. */
  setScanned(files: readonly FileFindings[], summary: ScanSummary): void;
  /** One file again, after it changed on disk. */
  updateScanned(file: FileFindings): void;
  forget(uri: string): void;
  /** Files with something to show, by path. */
  files(): readonly FileFindings[];
  count(severity: Severity): number;
  summary(): ScanSummary | undefined;
}

const byPath = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

export function createFindingsList(showsPossible: () => boolean): FindingsList {
  const open = new Map<string, FileFindings>();
  const scanned = new Map<string, FileFindings>();
  let last: ScanSummary | undefined;

  function shown(file: FileFindings): FileFindings {
    if (showsPossible()) return file;
    return { ...file, findings: file.findings.filter(({ severity }) => severity !== "possible") };
  }

  function files(): readonly FileFindings[] {
    return [...new Map([...scanned, ...open]).values()]
      .map(shown)
      .filter((file) => file.findings.length > 0 || file.skipped !== undefined)
      .toSorted((a, b) => byPath.compare(a.path, b.path));
  }

  return {
    files,
    setOpen: (file) => void open.set(file.uri, file),
    removeOpen: (uri) => void open.delete(uri),
    setScanned(found, summary) {
      scanned.clear();
      for (const file of found) scanned.set(file.uri, file);
      last = summary;
    },
    updateScanned(file) {
      if (last !== undefined) scanned.set(file.uri, file);
    },
    forget(uri) {
      scanned.delete(uri);
      open.delete(uri);
    },
    count: (severity) => files().flatMap((file) => file.findings.filter((f) => f.severity === severity)).length,
    summary: () => last,
  };
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

/** `12 findings in 5 files`, `1 finding in 1 file`. */
export function countWords(files: readonly FileFindings[]): string {
  const withFindings = files.filter((file) => file.findings.length > 0);
  const findings = withFindings.reduce((sum, file) => sum + file.findings.length, 0);
  return `${counted(findings, "finding")} in ${counted(withFindings.length, "file")}`;
}
