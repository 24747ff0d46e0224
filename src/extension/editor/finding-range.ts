import * as vscode from "vscode";
import type { Span } from "../../core/detection/rule.ts";

/** The finding's place in a document that still has the text it was found in. */
export function findingRange(document: vscode.TextDocument, finding: Span): vscode.Range {
  return new vscode.Range(document.positionAt(finding.start), document.positionAt(finding.end));
}
