import * as vscode from "vscode";
import type { Finding, Severity } from "../../core/detection/finding.ts";
import type { DocumentScanner } from "./document-scanner.ts";
import { findingRange } from "./finding-range.ts";
import { storedPlaceWords } from "../stored/stored-words.ts";
import type { StoredFindings } from "../stored/stored-findings.ts";
import { findingSentence, type RuleNames } from "./finding-words.ts";

/** The name that the Problems view shows beside each of our messages. */
export const DIAGNOSTIC_SOURCE = "Lockers";

export interface DiagnosticParts {
  readonly scanner: DocumentScanner;
  readonly rules: RuleNames;
  readonly showsPossible: (document: vscode.Uri) => boolean;
  /** The page that tells what a rule looks for. */
  readonly rulePage: (rule: string) => vscode.Uri;
  readonly stored: StoredFindings;
}

// Never an error: the program is not broken.
const LEVELS: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  certain: vscode.DiagnosticSeverity.Warning,
  likely: vscode.DiagnosticSeverity.Information,
  possible: vscode.DiagnosticSeverity.Hint,
};

function diagnostic(document: vscode.TextDocument, finding: Finding, parts: DiagnosticParts): vscode.Diagnostic[] {
  if (finding.severity === "possible" && !parts.showsPossible(document.uri)) return [];
  const range = findingRange(document, finding);
  const stored = parts.stored.storedAt(document, finding);
  const sentence = findingSentence(finding, parts.rules);
  const message = stored === undefined ? sentence : `${sentence} It is already in ${storedPlaceWords(stored)}.`;
  const shown = new vscode.Diagnostic(range, message, LEVELS[finding.severity]);
  shown.source = DIAGNOSTIC_SOURCE;
  shown.code = { value: finding.rule, target: parts.rulePage(finding.rule) };
  const { related } = finding;
  if (related !== undefined) {
    const place = new vscode.Location(document.uri, findingRange(document, related));
    shown.relatedInformation = [new vscode.DiagnosticRelatedInformation(place, "The ID that belongs to it")];
  }
  return [shown];
}

/** Underlines the findings of open documents, exactly the secret's characters. */
export function secretDiagnostics(parts: DiagnosticParts): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection("lockers");
  function show(document: vscode.TextDocument): void {
    const findings = document.isClosed ? [] : (parts.scanner.lastScanned(document)?.findings ?? []);
    collection.set(
      document.uri,
      findings.flatMap((finding) => diagnostic(document, finding, parts)),
    );
  }
  return vscode.Disposable.from(
    collection,
    parts.scanner.onDidScan(show),
    parts.stored.onDidChange(() => {
      for (const document of vscode.workspace.textDocuments) {
        // One that was edited since has a scan coming, and its findings stand elsewhere.
        if (parts.scanner.lastScanned(document)?.version === document.version) show(document);
      }
    }),
  );
}
