import type { Detector } from "../../core/detection/detector.ts";
import type { IgnoreFile } from "../../core/detection/ignore-file.ts";
import { locateFindings, type LocatedFinding } from "../../core/detection/locate.ts";
import { decodeText } from "./decode.ts";
import type { FileFinding, ScanReport } from "./report.ts";

/** A file's content and what has to be known of it. */
export interface Content {
  readonly bytes: Uint8Array;
  /** As it is named in the report. */
  readonly file: string;
  /** Relative to the project, for the fingerprint. */
  readonly path: string;
  readonly ignore: IgnoreFile;
}

/** Scans contents and counts what came of it. */
export interface Tally {
  /** `wanted` is asked only where something was found: whether findings count, for example because their lines are new. */
  scan(content: Content, wanted?: (text: string) => (finding: LocatedFinding) => boolean): void;
  /** Counts a text whose findings are known. */
  add(findings: readonly FileFinding[], size: { readonly bytes: number; readonly ignored: number }): void;
  skip(file: string): void;
  fail(file: string, reason: string): void;
  report(base: string): ScanReport;
}

export function createTally(detector: Detector): Tally {
  let filesScanned = 0;
  let bytesScanned = 0;
  let ignored = 0;
  const findings: FileFinding[] = [];
  const skipped: string[] = [];
  const unread: { file: string; reason: string }[] = [];
  return {
    scan({ bytes, file, path, ignore }, wanted) {
      const text = decodeText(bytes);
      if (text === undefined) return;
      filesScanned++;
      bytesScanned += bytes.length;
      const found = detector.scan(text, { path });
      if (found.length === 0) return;
      const isWanted = wanted?.(text) ?? (() => true);
      for (const located of locateFindings(text, found)) {
        if (!isWanted(located)) continue;
        if (ignore.ignores(located, path)) ignored++;
        else findings.push({ file, ...located });
      }
    },
    add(more, size) {
      filesScanned++;
      bytesScanned += size.bytes;
      ignored += size.ignored;
      findings.push(...more);
    },
    skip: (file) => void skipped.push(file),
    fail: (file, reason) => void unread.push({ file, reason }),
    report: (base) => ({ base, filesScanned, bytesScanned, findings, skipped, unread, ignored }),
  };
}
