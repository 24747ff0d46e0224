import * as vscode from "vscode";
import { type FollowingParts, followDocuments, type ScannedDocument } from "./follow-documents.ts";
import { createTimers } from "./timers.ts";

/** Findings of open documents, kept up to date while people type. */
export interface DocumentScanner extends vscode.Disposable {
  /** What the document holds at its present version; scans at once where the last scan is older. */
  readonly scanned: (document: vscode.TextDocument) => ScannedDocument;
  /** As the last finished scan saw it, for ranges that VS Code moves by itself; undefined before the first. */
  readonly lastScanned: (document: vscode.TextDocument) => ScannedDocument | undefined;
  /** After each scan, and when a document closes. */
  readonly onDidScan: vscode.Event<vscode.TextDocument>;
  /** Scans every open document again: a setting or trust changed, or rules did. */
  readonly rescan: () => void;
  /** Asks of every finding again whether it is ignored, at once and without a scan. */
  readonly refilter: () => void;
}

export interface ScannerParts extends FollowingParts {
  /** False until detection is loaded: a document counts as not scanned until then. */
  readonly isReady: () => boolean;
}

/** Long enough to skip the letters of a word, short enough to feel immediate. */
const TYPING_PAUSE_MS = 120;
/** A scan may take at most this share of the time while somebody types in a large file. */
const PAUSE_PER_SCAN = 8;

/** Says how long to wait for the end of typing, by how long scans have taken of late. */
function createPace() {
  let slowMs = 0;
  return {
    measure<Result>(scan: () => Result): Result {
      const started = performance.now();
      const result = scan();
      slowMs = Math.max(slowMs * 0.9, performance.now() - started);
      return result;
    },
    pauseMs: () => Math.max(TYPING_PAUSE_MS, slowMs * PAUSE_PER_SCAN),
  };
}

function notScanned({ version }: vscode.TextDocument): ScannedDocument {
  return { version, findings: [], ignored: [], scannability: "foreign" };
}

/** Scans documents as they open and change. Returns at once; the first scans follow in later turns of the event loop. */
export function createDocumentScanner(parts: ScannerParts): DocumentScanner {
  const results = new Map<vscode.TextDocument, ScannedDocument>();
  const followed = followDocuments(parts);
  const timers = createTimers<vscode.TextDocument>();
  const didScan = new vscode.EventEmitter<vscode.TextDocument>();
  const pace = createPace();

  function scanNow(document: vscode.TextDocument): ScannedDocument {
    timers.stop(document);
    if (!parts.isReady()) return notScanned(document);
    const result = pace.measure(() => followed.read(document));
    if (!document.isClosed) results.set(document, result);
    didScan.fire(document);
    return result;
  }

  function forget(document: vscode.TextDocument): void {
    timers.stop(document);
    followed.forget(document);
    if (results.delete(document)) didScan.fire(document);
  }

  const scanSoon = (document: vscode.TextDocument): void => timers.start(document, 0, () => scanNow(document));
  function rescan(): void {
    followed.clear();
    vscode.workspace.textDocuments.forEach(scanSoon);
  }

  const listeners = vscode.Disposable.from(
    didScan,
    timers,
    vscode.workspace.onDidOpenTextDocument(scanSoon),
    vscode.workspace.onDidCloseTextDocument(forget),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length === 0) return;
      followed.changed(document, contentChanges);
      timers.start(document, pace.pauseMs(), () => scanNow(document));
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
    refilter() {
      for (const document of results.keys()) if (!document.isClosed) scanNow(document);
    },
    dispose: () => listeners.dispose(),
  };
}
