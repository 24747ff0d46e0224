import * as vscode from "vscode";

/**
 * The document's path as findings know it: below its workspace folder, with `/`; the name alone for a file outside of
 * every folder, empty for a text without a file. A cell of a notebook has the path of the notebook: two cells with the same
 * line share a fingerprint, so that ignoring stays where cells are dragged around, and ignores both. Commands tell them
 * apart by the cell.
 */
export function findingPath(document: vscode.Uri): string {
  const uri = fileOf(document);
  if (uri.scheme === "untitled") return "";
  const relative = vscode.workspace.asRelativePath(uri, false);
  return relative === uri.fsPath || relative === uri.path ? (uri.path.split("/").at(-1) ?? "") : relative;
}

/** Where a document is kept: the notebook of a cell, else the document itself. */
export function fileOf(document: vscode.Uri): vscode.Uri {
  if (document.scheme !== "vscode-notebook-cell") return document;
  const cell = document.toString();
  const holds = (notebook: vscode.NotebookDocument): boolean =>
    notebook.uri.path === document.path && notebook.getCells().some((one) => one.document.uri.toString() === cell);
  return vscode.workspace.notebookDocuments.find(holds)?.uri ?? document;
}
