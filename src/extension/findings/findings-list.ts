import type { LocatedFinding } from "../../core/detection/locate.ts";
import type { FileResult, Skipped } from "../../node/workspace-scan/file-result.ts";
import type { Shown } from "./findings-filter.ts";

/** What is known of one file. */
export interface FileFindings extends FileResult {
  /** The file's address, as `Uri.toString()` gives it. */
  readonly uri: string;
  /** Below its workspace folder, with `/`. */
  readonly path: string;
}

/** A finding as a row has it. */
export interface ShownFinding {
  readonly finding: LocatedFinding;
  readonly isIgnored: boolean;
}

/** A file with something to show. */
export interface ShownFile {
  readonly uri: string;
  readonly path: string;
  readonly findings: readonly ShownFinding[];
  readonly skipped?: Skipped;
}

/** The last scan of the workspace. */
export interface ScanSummary {
  readonly files: number;
  readonly skipped: number;
  /** Milliseconds since the epoch. */
  readonly finished: number;
  readonly isPartial: boolean;
}

export type Counts = Readonly<Record<Shown, number>>;

/** Findings of open documents and of scans of the workspace; an open document is the newer truth. */
export interface FindingsList {
  /** True where something of it has changed. */
  setOpen(file: FileFindings): boolean;
  /** The document closed: what the last scan said of it counts again. */
  removeOpen(uri: string): void;
  /** What a scan says of a file; with `isContinued`, the findings follow those that were given before. */
  setScanned(file: FileFindings, isContinued?: boolean): void;
  /** A scan has ended. Where it saw everything, files that are not in `found` have left the list. */
  endScan(summary: ScanSummary, found: ReadonlySet<string>): void;
  /**
   * The file or folder is there no more. A document that VS Code still has of it says nothing until a scan sees something
   * in the file again. Gives back the files that were forgotten.
   */
  forget(uri: string): readonly string[];
  /** What is ignored, or what is to be shown, may be another. */
  refilter(): void;
  /** Files with something to show, by path. */
  shown(): readonly ShownFile[];
  /** All there is, whatever is shown. */
  counts(): Counts;
  /** As the last scan, and what followed of it, knows them: to be kept over a reload. */
  scanned(): readonly FileFindings[];
  summary(): ScanSummary | undefined;
}

export interface ListParts {
  readonly filter: () => ReadonlySet<Shown>;
  /** Whether findings of a file are ignored. Asked once for each file. */
  readonly ignoredIn: (file: FileFindings) => (finding: LocatedFinding) => boolean;
}

const byPath = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
const NONE: Counts = { certain: 0, likely: 0, possible: 0, ignored: 0 };

function isSame(a: FileFindings | undefined, b: FileFindings): boolean {
  if (a === undefined || a.findings.length !== b.findings.length || a.skipped?.reason !== b.skipped?.reason)
    return false;
  return a.findings.every((finding, index) => {
    const other = b.findings[index];
    return (
      other !== undefined &&
      finding.fingerprint === other.fingerprint &&
      finding.severity === other.severity &&
      finding.startLine === other.startLine &&
      finding.startColumn === other.startColumn &&
      finding.endLine === other.endLine &&
      finding.endColumn === other.endColumn
    );
  });
}

/** A file as it is to be shown. */
interface Look extends ShownFile {
  readonly of: FileFindings;
  readonly counts: Counts;
}

function lookAt(file: FileFindings, { ignoredIn, filter }: ListParts): Look {
  const shown = filter();
  const isIgnored = ignoredIn(file);
  const counts = { ...NONE };
  const findings: ShownFinding[] = [];
  for (const finding of file.findings) {
    const row = { finding, isIgnored: isIgnored(finding) };
    const kind = row.isIgnored ? "ignored" : finding.severity;
    counts[kind]++;
    if (shown.has(kind)) findings.push(row);
  }
  const { uri, path, skipped } = file;
  return { uri, path, findings, counts, of: file, ...(skipped === undefined ? {} : { skipped }) };
}

/** A map that knows its files in their order, and how each looks. */
function createLooks(parts: ListParts) {
  const looks = new Map<string, Look>();
  const collate = (a: FileFindings, b: FileFindings): number =>
    byPath.compare(a.path, b.path) || (a.uri < b.uri ? -1 : 1);
  let order: readonly FileFindings[] = [];
  return {
    clear: () => looks.clear(),
    all(files: ReadonlyMap<string, FileFindings>): readonly Look[] {
      // Sorting is what takes long: it is done anew only where other files are there.
      const isOther = files.size !== order.length || order.some(({ uri }) => !files.has(uri));
      order = isOther ? [...files.values()].toSorted(collate) : order.map((file) => files.get(file.uri) ?? file);
      for (const uri of looks.keys()) if (!files.has(uri)) looks.delete(uri);
      return order.map((file) => {
        const known = looks.get(file.uri);
        const look = known?.of === file ? known : lookAt(file, parts);
        looks.set(file.uri, look);
        return look;
      });
    },
  };
}

function isClean({ findings, skipped }: FileFindings): boolean {
  return findings.length === 0 && skipped === undefined;
}

function sumOf(looks: readonly Look[]): Counts {
  const sum = { ...NONE };
  for (const { counts } of looks) {
    for (const kind of ["certain", "likely", "possible", "ignored"] as const) sum[kind] += counts[kind];
  }
  return sum;
}

/** The addresses of a file, or of what is below a folder. */
function below(files: ReadonlyMap<string, FileFindings>, uri: string): readonly string[] {
  return [...files.keys()].filter((one) => one === uri || one.startsWith(`${uri}/`));
}

/** What open documents say. Those of files that are gone say nothing. */
function createDocuments() {
  const open = new Map<string, FileFindings>();
  /** What they would say. */
  const gone = new Map<string, FileFindings>();
  return {
    open: open as ReadonlyMap<string, FileFindings>,
    /** False where its file is gone. */
    set(file: FileFindings): boolean {
      const isGone = gone.has(file.uri);
      (isGone ? gone : open).set(file.uri, file);
      return !isGone;
    },
    remove(uri: string): void {
      open.delete(uri);
      gone.delete(uri);
    },
    /** Gives back those that are gone from now on. */
    leave(uri: string): readonly string[] {
      const left = below(open, uri);
      for (const one of left) {
        const file = open.get(one);
        if (file !== undefined) gone.set(one, file);
        open.delete(one);
      }
      return left;
    },
    /** A scan has seen the file. Where it found something, the end of the file was told late: its document is the newer truth again. */
    comeBack(file: FileFindings): void {
      if (isClean(file)) return; // as a scan says of a file that is not there, too
      const document = gone.get(file.uri);
      gone.delete(file.uri);
      if (document !== undefined) open.set(file.uri, document);
    },
  };
}

export function createFindingsList(parts: ListParts): FindingsList {
  const documents = createDocuments();
  const { open } = documents;
  const scanned = new Map<string, FileFindings>();
  const looks = createLooks(parts);
  let last: ScanSummary | undefined;

  /** A document that is too large to follow was perhaps scanned because the person asked for it. */
  const isKnownBetter = ({ uri, skipped }: FileFindings): boolean =>
    skipped !== undefined && scanned.has(uri) && scanned.get(uri)?.skipped === undefined;
  const all = (): readonly Look[] =>
    looks.all(new Map([...scanned, ...[...open].filter(([, file]) => !isKnownBetter(file))]));

  return {
    setOpen(file) {
      const before = open.get(file.uri);
      if (isSame(before, file) || !documents.set(file)) return false;
      return before !== undefined || !isClean(file) || scanned.has(file.uri);
    },
    removeOpen: (uri) => documents.remove(uri),
    setScanned(file, isContinued = false) {
      documents.comeBack(file);
      const before = isContinued ? scanned.get(file.uri) : undefined;
      const findings = before === undefined ? file.findings : [...before.findings, ...file.findings];
      if (isClean({ ...file, findings }) && open.get(file.uri)?.skipped === undefined) scanned.delete(file.uri);
      else scanned.set(file.uri, { ...file, findings });
    },
    endScan(summary, found) {
      last = summary;
      if (summary.isPartial) return;
      for (const uri of scanned.keys()) if (!found.has(uri)) scanned.delete(uri);
    },
    forget(uri) {
      const forgotten = below(scanned, uri);
      for (const one of forgotten) scanned.delete(one);
      return [...new Set([...forgotten, ...documents.leave(uri)])];
    },
    refilter: looks.clear,
    shown: () => all().filter(({ findings, skipped }) => findings.length > 0 || skipped !== undefined),
    counts: () => sumOf(all()),
    scanned: () => [...scanned.values()],
    summary: () => last,
  };
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

/** `12 findings in 5 files`, `1 finding in 1 file`. */
export function countWords(files: readonly ShownFile[]): string {
  const withFindings = files.filter((file) => file.findings.length > 0);
  const findings = withFindings.reduce((sum, file) => sum + file.findings.length, 0);
  return `${counted(findings, "finding")} in ${counted(withFindings.length, "file")}`;
}
