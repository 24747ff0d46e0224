import type * as vscode from "vscode";
import { locateFindings } from "../../core/detection/locate.ts";
import type { DocumentScanner } from "../editor/document-scanner.ts";
import { findingPath } from "../editor/finding-path.ts";
import type { FileFindings, FindingsList } from "./findings-list.ts";

/** What the last scan of an open document says of it, at the places where its findings stood then. */
function fileFindings(document: vscode.TextDocument, scanner: DocumentScanner): FileFindings {
  const findings = scanner.lastScanned(document)?.findings ?? [];
  const path = findingPath(document.uri);
  return {
    uri: document.uri.toString(),
    path: path === "" ? document.uri.path : path,
    findings: locateFindings(document.getText(), findings),
  };
}

/** Keeps the list of findings in step with the open documents; tells after each change. */
export function trackOpenDocuments(scanner: DocumentScanner, list: FindingsList, tell: () => void): vscode.Disposable {
  return scanner.onDidScan((document) => {
    const uri = document.uri.toString();
    if (document.isClosed) list.removeOpen(uri);
    else if (scanner.lastScanned(document)?.scannability === "foreign") list.forget(uri);
    else list.setOpen(fileFindings(document, scanner));
    tell();
  });
}
