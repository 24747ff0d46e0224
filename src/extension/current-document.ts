import { setTimeout as pause } from "node:timers/promises";
import * as vscode from "vscode";
import { ExpectedError } from "../core/errors.ts";

/** Longer than a busy computer takes to tell VS Code of a file that changed. */
const PATIENCE_MS = 10_000;
const STEP_MS = 50;

/** Line breaks are all of one kind in VS Code, and a byte order mark is no part of a text. */
function plain(text: string): string {
  return text.replace(/^\uFEFF/, "").replaceAll(/\r\n?/g, "\n");
}

async function read(file: vscode.Uri): Promise<Uint8Array> {
  try {
    return await vscode.workspace.fs.readFile(file);
  } catch (cause) {
    throw new ExpectedError({ code: "file-unreadable", file: file.fsPath }, { cause });
  }
}

async function isAsOnDisk(document: vscode.TextDocument): Promise<boolean> {
  const text = await vscode.workspace.decode(await read(document.uri), { encoding: document.encoding });
  return plain(document.getText()) === plain(text);
}

/** True where the person sees the text, and VS Code reads it anew when the tab is opened. */
export function hasTab(file: vscode.Uri): boolean {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === file.toString());
}

/**
 * The document of a file, as the file is. VS Code keeps documents for a while that no tab shows: such a one is older than the
 * file, as after a checkout, until a watcher tells, and an edit of it could be saved over what is newer. Throws what
 * `openTextDocument` throws, `file-unreadable`, and `document-changed` where VS Code does not hear of the change.
 */
export async function currentDocument(file: vscode.Uri): Promise<vscode.TextDocument> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const document = await vscode.workspace.openTextDocument(file);
    if (file.scheme !== "file" || document.isDirty || hasTab(file) || (await isAsOnDisk(document))) return document;
    if (Date.now() > end) {
      throw new ExpectedError({ code: "document-changed", file: vscode.workspace.asRelativePath(file) });
    }
    await pause(STEP_MS);
  }
}
