import { setTimeout as pause } from "node:timers/promises";
import * as vscode from "vscode";
import { ExpectedError } from "../core/errors.ts";

/** Longer than a busy computer takes to tell VS Code of a file that changed. */
const PATIENCE_MS = 10_000;
const STEP_MS = 50;

/** What the encodings of a text have in common: they differ in byte order marks, line breaks and letters beyond ASCII. */
function plain(text: string): string {
  return text.replaceAll(/[^\n\t -~]/g, "");
}

async function read(file: vscode.Uri): Promise<Uint8Array> {
  try {
    return await vscode.workspace.fs.readFile(file);
  } catch (cause) {
    throw new ExpectedError({ code: "file-unreadable", file: file.fsPath }, { cause });
  }
}

async function isAsOnDisk(document: vscode.TextDocument): Promise<boolean> {
  const bytes = await read(document.uri);
  return plain(document.getText()) === plain(new TextDecoder().decode(bytes));
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
