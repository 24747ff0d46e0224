import * as vscode from "vscode";
import { ExpectedError } from "../../core/errors.ts";
import { applyEdits, type TextEdit } from "../../core/text/edits.ts";
import { hasTab } from "../current-document.ts";

function openDocument(file: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find(({ uri, isClosed }) => !isClosed && uri.toString() === file.toString());
}

/**
 * A link would be followed to a file that is not the workspace's; what is written there may come from a repository, and what
 * is read may have no end.
 */
async function isLink(file: vscode.Uri): Promise<boolean> {
  try {
    return ((await vscode.workspace.fs.stat(file)).type & vscode.FileType.SymbolicLink) !== 0;
  } catch {
    return false; // not there: nothing to follow
  }
}

async function bytesOf(file: vscode.Uri): Promise<Uint8Array> {
  if (await isLink(file)) throw new ExpectedError({ code: "file-unreadable", file: file.fsPath });
  try {
    return await vscode.workspace.fs.readFile(file);
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === "FileNotFound") return new Uint8Array();
    throw new ExpectedError({ code: "file-unreadable", file: file.fsPath }, { cause: error });
  }
}

/** The text of a small file, with what is not saved yet; empty for a file that is not there. Throws `file-unreadable`. */
export async function readText(file: vscode.Uri): Promise<string> {
  const open = openDocument(file);
  return open?.isDirty === true ? open.getText() : new TextDecoder().decode(await bytesOf(file));
}

interface Decoded {
  readonly text: string;
  readonly encode: (text: string) => Uint8Array;
}

/** A text that is no UTF-8 has one character for each byte: what is not touched is written back exactly. */
function decoded(bytes: Uint8Array): Decoded {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return { text, encode: (changed) => Buffer.from(changed) };
  } catch {
    return { text: Buffer.from(bytes).toString("latin1"), encode: (changed) => Buffer.from(changed, "latin1") };
  }
}

/**
 * Changes a file and saves it: through the editor where it is open there, so that its undo stack and unsaved lines
 * survive. Bytes that are no text are left as they are. Throws `file-unreadable` or `file-unwritable`.
 */
export async function changeText(file: vscode.Uri, edits: (text: string) => readonly TextEdit[]): Promise<void> {
  if (await isLink(file)) throw new ExpectedError({ code: "file-unwritable", file: file.fsPath });
  const open = openDocument(file);
  // VS Code keeps documents for a while that no tab shows; those may be older than the file.
  if (open !== undefined && (open.isDirty || hasTab(file))) return changeOpen(open, edits(open.getText()));
  const { text, encode } = decoded(await bytesOf(file));
  const made = edits(text);
  if (made.length === 0) return;
  try {
    await vscode.workspace.fs.writeFile(file, encode(applyEdits(text, made)));
  } catch (error) {
    throw new ExpectedError({ code: "file-unwritable", file: file.fsPath }, { cause: error });
  }
}

async function changeOpen(document: vscode.TextDocument, edits: readonly TextEdit[]): Promise<void> {
  if (edits.length === 0) return;
  const edit = new vscode.WorkspaceEdit();
  for (const { start, end, text } of edits) {
    edit.replace(document.uri, new vscode.Range(document.positionAt(start), document.positionAt(end)), text);
  }
  const isSaved = (await vscode.workspace.applyEdit(edit)) && (await document.save());
  if (!isSaved) throw new ExpectedError({ code: "file-unwritable", file: document.uri.fsPath });
}
