import * as vscode from "vscode";
import type { Finding } from "../../core/detection/finding.ts";

/** The finding's place in a document that still has the text it was found in. */
export function findingRange(document: vscode.TextDocument, finding: Finding): vscode.Range {
  return new vscode.Range(document.positionAt(finding.start), document.positionAt(finding.end));
}
