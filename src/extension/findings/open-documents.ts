import type * as vscode from "vscode";
import { locateFindings } from "../../core/detection/locate.ts";
import type { DocumentScanner } from "../editor/document-scanner.ts";
import { findingPath } from "../editor/finding-path.ts";
import type { FileFindings, FindingsList } from "./findings-list.ts";

/** What the last scan of an open document says of it, at the places where its findings stood then. */
function fileFindings(document: vscode.TextDocument, scanner: DocumentScanner): FileFindings {
  const scanned = scanner.lastScanned(document);
  const path = findingPath(document.uri);
  const file = { uri: document.uri.toString(), path: path === "" ? document.uri.path : path };
  if (scanned?.scannability === "large" || scanned?.scannability === "minified") {
    return { ...file, findings: [], skipped: { reason: scanned.scannability, size: document.getText().length } };
  }
  // Ignored ones too: whether they are shown is for the filter to say.
  const findings = scanned === undefined ? [] : [...scanned.findings, ...scanned.ignored];
  findings.sort((a, b) => a.start - b.start);
  return { ...file, findings: findings.length === 0 ? [] : locateFindings(document.getText(), findings) };
}

/** Keeps the list of findings in step with the open documents; tells after each change. */
export function trackOpenDocuments(scanner: DocumentScanner, list: FindingsList, tell: () => void): vscode.Disposable {
  return scanner.onDidScan((document) => {
    const uri = document.uri.toString();
    let isOther = true;
    if (document.isClosed) list.removeOpen(uri);
    else isOther = list.setOpen(fileFindings(document, scanner));
    if (isOther) tell();
  });
}
