import * as vscode from "vscode";
import { ExpectedError } from "../../core/errors.ts";
import { currentDocument } from "../current-document.ts";

/** The name of the committed file of references. */
export const MAPPING_NAME = "lockers.env";

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

function parent(uri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(uri, "..");
}

function isInside(uri: vscode.Uri, folder: vscode.Uri): boolean {
  return uri.authority === folder.authority && `${uri.path}/`.startsWith(`${folder.path}/`);
}

/** The workspace folder of a document: its own, else the first one. Undefined in a window without a folder. */
export function folderOf(document: vscode.Uri): vscode.WorkspaceFolder | undefined {
  return vscode.workspace.getWorkspaceFolder(document) ?? vscode.workspace.workspaceFolders?.[0];
}

/**
 * The mapping that a document's secrets go to: the nearest `lockers.env` upwards, else one to be made in the workspace
 * folder. Throws `bad-input` in a window without a folder.
 */
export async function mappingFor(document: vscode.Uri): Promise<vscode.Uri> {
  const folder = folderOf(document);
  if (folder === undefined) {
    throw new ExpectedError({ code: "bad-input", what: MAPPING_NAME, reason: "open a folder first, it is kept there" });
  }
  for (let at = parent(document); isInside(at, folder.uri); at = parent(at)) {
    const candidate = vscode.Uri.joinPath(at, MAPPING_NAME);
    if (await exists(candidate)) return candidate;
    if (at.path === folder.uri.path) break;
  }
  return vscode.Uri.joinPath(folder.uri, MAPPING_NAME);
}

/**
 * The text of a mapping as the editor has it, unsaved changes included; undefined where there is no such file. Throws what
 * `currentDocument` throws.
 */
export async function mappingText(mapping: vscode.Uri): Promise<string | undefined> {
  const open = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === mapping.toString());
  if (open?.isDirty === true) return open.getText();
  // VS Code keeps the text of a file for a while that was deleted.
  if (!(await exists(mapping))) return undefined;
  return (await currentDocument(mapping)).getText();
}

/** The document of a mapping that is there, to be edited. Throws `document-changed` where its text is not `before` any more. */
export async function mappingDocument(mapping: vscode.Uri, before: string): Promise<vscode.TextDocument> {
  const document = await currentDocument(mapping);
  if (document.getText() === before) return document;
  throw new ExpectedError({ code: "document-changed", file: vscode.workspace.asRelativePath(mapping) });
}
