import type { Detector } from "../../core/detection/detector.ts";
import type { IgnoreFile } from "../../core/detection/ignore-file.ts";
import { locateFindings, type LocatedFinding } from "../../core/detection/locate.ts";
import { decodeText } from "./decode.ts";
import type { Commit, FileFinding, ScanReport } from "./report.ts";

/** A file's content and what has to be known of it. */
export interface Content {
  readonly bytes: Uint8Array;
  /** As it is named in the report. */
  readonly file: string;
  /** Relative to the project, for the fingerprint. */
  readonly path: string;
  readonly ignore: IgnoreFile;
}

/** A text and what is in it. */
export interface Scanned {
  readonly text: string;
  readonly findings: readonly LocatedFinding[];
}

/** Scans contents and counts what came of it. */
export class Tally {
  private readonly detector: Detector;
  private filesScanned = 0;
  private bytesScanned = 0;
  private ignored = 0;
  private readonly findings: FileFinding[] = [];
  private readonly skipped = new Set<string>();
  private readonly unread: { file: string; reason: string }[] = [];

  constructor(detector: Detector) {
    this.detector = detector;
  }

  /** Scans a file and reports what is in it. */
  scan(content: Content): void {
    const scanned = this.look(content);
    if (scanned !== undefined) this.keep(content, scanned.findings);
  }

  /** Scans and counts a file, and reports nothing yet; undefined for a binary one. */
  look(content: Pick<Content, "bytes" | "path">): Scanned | undefined {
    const scanned = this.find(content);
    if (scanned === undefined) return undefined;
    this.filesScanned++;
    this.bytesScanned += content.bytes.length;
    return scanned;
  }

  /** Scans a file without counting it. */
  find({ bytes, path }: Pick<Content, "bytes" | "path">): Scanned | undefined {
    const decoded = decodeText(bytes);
    if (decoded === undefined) return undefined;
    const { text } = decoded;
    const found = this.detector.scan(text, { path }, decoded.bytes);
    return { text, findings: found.length === 0 ? [] : locateFindings(text, found) };
  }

  /** Reports findings, save for those that `.lockersignore` lists. */
  keep({ file, path, ignore }: Omit<Content, "bytes">, findings: readonly LocatedFinding[], commit?: Commit): void {
    for (const finding of findings) {
      if (ignore.ignores(finding, path)) this.ignored++;
      else this.findings.push({ file, ...finding, ...(commit === undefined ? {} : { commit }) });
    }
  }

  skip(file: string): void {
    this.skipped.add(file);
  }

  /** `file` is empty for the folder that files are named relative to. */
  fail(file: string, reason: string): void {
    this.unread.push({ file: file === "" ? "." : file, reason });
  }

  report(base: string): ScanReport {
    const { filesScanned, bytesScanned, ignored, findings, unread } = this;
    return { base, filesScanned, bytesScanned, findings, skipped: [...this.skipped], unread, ignored };
  }
}
