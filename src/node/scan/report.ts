import type { LocatedFinding } from "../../core/detection/locate.ts";

/** A finding in a file. */
export interface FileFinding extends LocatedFinding {
  /** Relative to `ScanReport.base`, with `/`. */
  readonly file: string;
  /** Where it came into the history; undefined for what lies there now. */
  readonly commit?: Commit;
}

export interface Commit {
  /** Its whole hash. */
  readonly id: string;
  /** When the author wrote it, as ISO 8601 has it. */
  readonly authorDate: string;
}

export interface ScanReport {
  /** Absolute; files are named relative to it. */
  readonly base: string;
  readonly filesScanned: number;
  readonly bytesScanned: number;
  /** In the order of the walk; ignored ones are not among them. */
  readonly findings: readonly FileFinding[];
  /** Files too large to look at. */
  readonly skipped: readonly string[];
  /** Files and folders that could not be read, with the system's code. */
  readonly unread: readonly { readonly file: string; readonly reason: string }[];
  /** How many findings `.lockersignore` kept away. */
  readonly ignored: number;
  /** How many commits were looked through, where the history was. */
  readonly commits?: number;
  /** True where the repository does not have the commits before some. */
  readonly shallow?: boolean;
}

/** Larger files are data, not source, unless the person says otherwise. */
export const LARGEST = 5_000_000;
