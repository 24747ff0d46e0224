import * as vscode from "vscode";

/**
 * The document's path as findings know it: below its workspace folder, with `/`; the name alone for a file outside of
 * every folder, empty for a text without a file. A cell of a notebook has the path of the notebook: two cells with the same
 * line share a fingerprint, so that ignoring stays where cells are dragged around, and ignores both. Commands tell them
 * apart by the cell.
 */
export function findingPath(uri: vscode.Uri): string {
  if (uri.scheme === "untitled") return "";
  const relative = vscode.workspace.asRelativePath(uri, false);
  return relative === uri.fsPath || relative === uri.path ? (uri.path.split("/").at(-1) ?? "") : relative;
}
