import * as vscode from "vscode";
import type { DocumentScanner } from "./document-scanner.ts";
import { type LineChange, settledLines, shiftLines } from "./lens-lines.ts";
import { createTimers } from "./timers.ts";

/** Decides when a lens may appear, so that nothing jumps under the hands of somebody who types. */
export interface LensVisibility extends vscode.Disposable {
  /** Lines of the document that carry a lens now. */
  lines(document: vscode.TextDocument): ReadonlySet<number>;
  readonly onDidChange: vscode.Event<void>;
  /** Lenses are to be asked for again: a setting changed. */
  readonly refresh: () => void;
}

const SETTLE_MS = 1_000;

function cursorLines(document: vscode.TextDocument): ReadonlySet<number> {
  const editors = vscode.window.visibleTextEditors.filter((editor) => editor.document === document);
  return new Set(editors.flatMap((editor) => editor.selections.map((selection) => selection.active.line)));
}

function findingLines(document: vscode.TextDocument, scanner: DocumentScanner): ReadonlySet<number> {
  const findings = scanner.lastScanned(document)?.findings ?? [];
  return new Set(findings.map((finding) => document.positionAt(finding.start).line));
}

function isSame(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  return a.size === b.size && [...a].every((line) => b.has(line));
}

function linesOf(change: vscode.TextDocumentContentChangeEvent): LineChange {
  const { range, text } = change;
  return { start: range.start.line, end: range.end.line, breaks: text.split("\n").length - 1 };
}

/** A lens appears when typing has stopped for a second and the cursor left the line, when a document opens, and on save. */
export function createLensVisibility(scanner: DocumentScanner): LensVisibility {
  const shown = new Map<vscode.TextDocument, ReadonlySet<number>>();
  const typing = createTimers<vscode.TextDocument>();
  const didChange = new vscode.EventEmitter<void>();

  function settle(document: vscode.TextDocument, busy: ReadonlySet<number> | undefined): void {
    const found = findingLines(document, scanner);
    const before = shown.get(document) ?? new Set<number>();
    const after = settledLines(found, before, busy);
    shown.set(document, after);
    if (!isSame(before, after)) didChange.fire();
  }

  /** Undefined while somebody types; nobody works on a document that was not touched yet. */
  function busyLines(document: vscode.TextDocument): ReadonlySet<number> | undefined {
    if (typing.isRunning(document)) return undefined;
    return shown.has(document) ? cursorLines(document) : new Set();
  }

  function change({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const before = shown.get(document);
    if (contentChanges.length === 0 || before === undefined) return;
    shown.set(document, shiftLines(before, contentChanges.map(linesOf)));
    typing.start(document, SETTLE_MS, () => settle(document, cursorLines(document)));
  }

  function save(document: vscode.TextDocument): void {
    typing.stop(document);
    scanner.scanned(document);
    settle(document, new Set());
  }

  const listeners = vscode.Disposable.from(
    didChange,
    typing,
    scanner.onDidScan((document) => {
      if (!document.isClosed) settle(document, busyLines(document));
    }),
    vscode.workspace.onDidChangeTextDocument(change),
    vscode.workspace.onDidSaveTextDocument(save),
    vscode.workspace.onDidCloseTextDocument((document) => {
      typing.stop(document);
      shown.delete(document);
    }),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor: { document } }) => {
      if (shown.has(document) && !typing.isRunning(document)) settle(document, cursorLines(document));
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => didChange.fire()),
  );
  return {
    lines: (document) => shown.get(document) ?? new Set(),
    onDidChange: didChange.event,
    refresh: () => didChange.fire(),
    dispose: () => listeners.dispose(),
  };
}
