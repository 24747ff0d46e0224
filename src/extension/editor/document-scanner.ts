import * as vscode from "vscode";
import type { Finding, ScanContext } from "../../core/detection/finding.ts";
import { isPersonsScheme, scannability, type Scannability } from "./scannable-document.ts";
import { createTimers } from "./timers.ts";

/** What is known of one document's text at one version. */
export interface ScannedDocument {
  readonly version: number;
  /** In the order of the text; empty unless `scannability` is `scannable`. Ignored ones are not among them. */
  readonly findings: readonly Finding[];
  readonly scannability: Scannability;
}

/** Findings of open documents, kept up to date while people type. */
export interface DocumentScanner extends vscode.Disposable {
  /** What the document holds at its present version; scans at once where the last scan is older. */
  readonly scanned: (document: vscode.TextDocument) => ScannedDocument;
  /** As the last finished scan saw it, for ranges that VS Code moves by itself; undefined before the first. */
  readonly lastScanned: (document: vscode.TextDocument) => ScannedDocument | undefined;
  /** After each scan, and when a document closes. */
  readonly onDidScan: vscode.Event<vscode.TextDocument>;
  /** Scans every open document again: a setting, the ignore list or trust changed. */
  readonly rescan: () => void;
}

export interface ScannerParts {
  readonly scan: (text: string, context: ScanContext) => readonly Finding[];
  /** False until detection is loaded: a document counts as not scanned until then. */
  readonly isReady: () => boolean;
  readonly isEnabled: (document: vscode.Uri) => boolean;
  readonly isIgnored: (document: vscode.Uri, finding: Finding) => boolean;
}

/** Long enough to skip the letters of a word, short enough to feel immediate. */
const TYPING_PAUSE_MS = 120;
/** A scan may take at most this share of the time while somebody types in a large file. */
const PAUSE_PER_SCAN = 8;

/**
 * The document's path as findings know it: below its workspace folder, with `/`; the name alone for a file outside of
 * every folder, empty for a text without a file.
 */
export function findingPath(uri: vscode.Uri): string {
  if (uri.scheme === "untitled") return "";
  const relative = vscode.workspace.asRelativePath(uri, false);
  return relative === uri.fsPath || relative === uri.path ? (uri.path.split("/").at(-1) ?? "") : relative;
}

function readDocument(document: vscode.TextDocument, parts: ScannerParts): ScannedDocument {
  const { version } = document;
  const isPersons = isPersonsScheme(document.uri.scheme, (scheme) => vscode.workspace.fs.isWritableFileSystem(scheme));
  if (!isPersons || !parts.isEnabled(document.uri)) return { version, findings: [], scannability: "foreign" };
  const text = document.getText();
  const verdict = scannability(document, text.length);
  if (verdict !== "scannable") return { version, findings: [], scannability: verdict };
  const findings = parts
    .scan(text, { path: findingPath(document.uri) })
    .filter((finding) => !parts.isIgnored(document.uri, finding));
  return { version, findings, scannability: verdict };
}

/** Scans documents as they open and change. Returns at once; the first scans follow in later turns of the event loop. */
export function createDocumentScanner(parts: ScannerParts): DocumentScanner {
  const results = new Map<vscode.TextDocument, ScannedDocument>();
  const timers = createTimers<vscode.TextDocument>();
  const didScan = new vscode.EventEmitter<vscode.TextDocument>();
  let slowMs = 0;

  function scanNow(document: vscode.TextDocument): ScannedDocument {
    timers.stop(document);
    if (!parts.isReady()) return { version: document.version, findings: [], scannability: "foreign" };
    const started = performance.now();
    const result = readDocument(document, parts);
    slowMs = Math.max(slowMs * 0.9, performance.now() - started);
    results.set(document, result);
    didScan.fire(document);
    return result;
  }

  function rescan(): void {
    for (const document of vscode.workspace.textDocuments) timers.start(document, 0, () => scanNow(document));
  }

  const listeners = vscode.Disposable.from(
    didScan,
    timers,
    vscode.workspace.onDidOpenTextDocument((document) => timers.start(document, 0, () => scanNow(document))),
    vscode.workspace.onDidCloseTextDocument((document) => {
      timers.stop(document);
      if (results.delete(document)) didScan.fire(document);
    }),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      const pause = Math.max(TYPING_PAUSE_MS, slowMs * PAUSE_PER_SCAN);
      if (contentChanges.length > 0) timers.start(document, pause, () => scanNow(document));
    }),
  );
  rescan();

  return {
    scanned(document) {
      const known = results.get(document);
      return known?.version === document.version ? known : scanNow(document);
    },
    lastScanned: (document) => results.get(document),
    onDidScan: didScan.event,
    rescan,
    dispose: () => listeners.dispose(),
  };
}
