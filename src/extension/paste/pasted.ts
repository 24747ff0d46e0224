import * as vscode from "vscode";
import type { Finding } from "../../core/detection/finding.ts";
import type { Secret } from "../../core/secrets/secret.ts";

/** A secret for which its reference was pasted instead, and what the document looks like at each stage. */
export interface Pasted {
  readonly document: vscode.TextDocument;
  readonly finding: Finding;
  readonly secret: Secret;
  /** The text that was copied, blanks around the secret included. */
  readonly copied: Secret;
  readonly ranges: readonly vscode.Range[];
  /** The document before the paste, and with the reference in it. Never with the secret. */
  readonly before: string;
  readonly after: string;
}

/** Line breaks may become the document's own when an edit is applied. */
export function holds(document: vscode.TextDocument, text: string): boolean {
  return document.getText().replaceAll("\r\n", "\n") === text.replaceAll("\r\n", "\n");
}

/** Takes the pasted reference out again, as Ctrl+Z does. False where the document is another one by now. */
export async function takeOut({ document, before, after }: Pasted): Promise<boolean> {
  if (holds(document, before)) return true;
  if (document.isClosed || !holds(document, after)) return false;
  await vscode.window.showTextDocument(document, { preview: false });
  await vscode.commands.executeCommand("undo");
  return holds(document, before);
}

/** Pastes what was copied as VS Code itself would have done. False where the document is another one by now. */
export async function pastePlain(pasted: Pasted): Promise<boolean> {
  if (!(await takeOut(pasted))) return false;
  const { document, ranges, copied } = pasted;
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  // A plain snippet leaves the cursor behind it in the same step: what the person types next may come before another one.
  const text = new vscode.SnippetString().appendText(copied.reveal());
  return editor.insertSnippet(text, ranges, { undoStopBefore: true, undoStopAfter: true, keepWhitespace: true });
}
