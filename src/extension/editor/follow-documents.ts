import * as vscode from "vscode";
import type { OpenText } from "../../core/detection/detector.ts";
import type { Finding, ScanContext } from "../../core/detection/finding.ts";
import { fileOf, findingPath } from "./finding-path.ts";
import { type ContentChange, type PendingChanges, pendingChanges } from "./pending-changes.ts";
import { isPersonsScheme, scannability, type Scannability } from "./scannable-document.ts";

/** What is known of one document's text at one version. */
export interface ScannedDocument {
  readonly version: number;
  /** In the order of the text; empty unless `scannability` is `scannable`. Ignored ones are not among them. */
  readonly findings: readonly Finding[];
  /** Those that `.lockersignore` keeps away. */
  readonly ignored: readonly Finding[];
  readonly scannability: Scannability;
}

export interface FollowingParts {
  readonly open: (text: string, context: ScanContext) => OpenText;
  readonly isEnabled: (document: vscode.Uri) => boolean;
  /** Adds what is found otherwise, as by a person's own rules. */
  readonly more?: (document: vscode.TextDocument, findings: readonly Finding[]) => readonly Finding[];
  readonly isIgnored: (document: vscode.Uri, finding: Finding) => boolean;
}

/** What detection holds of open documents, from edit to edit. */
export interface Following {
  /** What the document holds now. */
  read(document: vscode.TextDocument): ScannedDocument;
  /** To be called at each change event. */
  changed(document: vscode.TextDocument, changes: readonly ContentChange[]): void;
  forget(document: vscode.TextDocument): void;
  /** Every text is looked at anew. */
  clear(): void;
}

const isWritable = (scheme: string): boolean | undefined => vscode.workspace.fs.isWritableFileSystem(scheme);

function verdictOn(document: vscode.TextDocument, isEnabled: FollowingParts["isEnabled"]): Scannability {
  // A cell may be of an old version of a notebook, which Git gives.
  if (!isPersonsScheme(fileOf(document.uri).scheme, isWritable) || !isEnabled(document.uri)) return "foreign";
  // The text of a large document is not even asked for.
  return scannability(document, document.offsetAt(new vscode.Position(document.lineCount, 0)));
}

/** What detection holds of one document, and what was typed since. */
interface Followed {
  readonly text: OpenText;
  readonly path: string;
  readonly pending: PendingChanges;
}

/** Brings what was followed up to the document's present text; begins anew where it cannot be. */
function follow(document: vscode.TextDocument, before: Followed | undefined, open: FollowingParts["open"]): Followed {
  const { version } = document;
  const text = document.getText();
  const path = findingPath(document.uri);
  const pending = pendingChanges(version, text.length);
  const changes = before?.path === path ? before.pending.since(version, text.length) : undefined;
  if (before === undefined || changes === undefined) return { text: open(text, { path }), path, pending };
  if (changes.length > 0) before.text.edit(text, changes);
  return { text: before.text, path, pending };
}

export function followDocuments({ open, isEnabled, isIgnored, more }: FollowingParts): Following {
  const followed = new Map<vscode.TextDocument, Followed>();
  return {
    read(document) {
      const { version } = document;
      const verdict = verdictOn(document, isEnabled);
      if (verdict !== "scannable") {
        followed.delete(document);
        return { version, findings: [], ignored: [], scannability: verdict };
      }
      const now = follow(document, followed.get(document), open);
      if (!document.isClosed) followed.set(document, now);
      const isAway = (finding: Finding): boolean => isIgnored(document.uri, finding);
      const all = more?.(document, now.text.findings) ?? now.text.findings;
      const findings = all.filter((finding) => !isAway(finding));
      return { version, findings, ignored: all.filter(isAway), scannability: verdict };
    },
    changed: (document, changes) => followed.get(document)?.pending.add(document.version, changes),
    forget: (document) => void followed.delete(document),
    clear: () => followed.clear(),
  };
}
