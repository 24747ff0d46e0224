import * as vscode from "vscode";
import type { Finding, Severity } from "../../core/detection/finding.ts";
import type { DocumentScanner } from "./document-scanner.ts";
import { findingRange } from "./finding-range.ts";
import { findingSentence, type RuleNames } from "./finding-words.ts";

/** The name that the Problems view shows beside each of our messages. */
export const DIAGNOSTIC_SOURCE = "Lockers";

export interface DiagnosticParts {
  readonly scanner: DocumentScanner;
  readonly rules: RuleNames;
  readonly showsPossible: () => boolean;
  /** The page that tells what a rule looks for. */
  readonly rulePage: (rule: string) => vscode.Uri;
}

// Never an error: the program is not broken.
const LEVELS: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  certain: vscode.DiagnosticSeverity.Warning,
  likely: vscode.DiagnosticSeverity.Information,
  possible: vscode.DiagnosticSeverity.Hint,
};

function diagnostic(document: vscode.TextDocument, finding: Finding, parts: DiagnosticParts): vscode.Diagnostic[] {
  if (finding.severity === "possible" && !parts.showsPossible()) return [];
  const range = findingRange(document, finding);
  const shown = new vscode.Diagnostic(range, findingSentence(finding, parts.rules), LEVELS[finding.severity]);
  shown.source = DIAGNOSTIC_SOURCE;
  shown.code = { value: finding.rule, target: parts.rulePage(finding.rule) };
  return [shown];
}

/** Underlines the findings of open documents, exactly the secret's characters. */
export function secretDiagnostics(parts: DiagnosticParts): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection("lockers");
  const listener = parts.scanner.onDidScan((document) => {
    const findings = document.isClosed ? [] : (parts.scanner.lastScanned(document)?.findings ?? []);
    collection.set(
      document.uri,
      findings.flatMap((finding) => diagnostic(document, finding, parts)),
    );
  });
  return vscode.Disposable.from(collection, listener);
}
