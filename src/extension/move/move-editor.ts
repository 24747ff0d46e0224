import * as vscode from "vscode";
import type { MappingChange, MoveChange, MoveEditor } from "../../core/migration/move.ts";
import type { TextEdit } from "../../core/text/edits.ts";
import { mappingDocument, mappingText } from "./mapping-place.ts";

function addEdits(edit: vscode.WorkspaceEdit, document: vscode.TextDocument, edits: readonly TextEdit[]): void {
  for (const { start, end, text } of edits) {
    edit.replace(document.uri, new vscode.Range(document.positionAt(start), document.positionAt(end)), text);
  }
}

/** A new file is empty, unless VS Code still keeps the text of one that was deleted. */
const EVERYTHING = new vscode.Range(0, 0, 1_000_000, 0);

async function addMapping(edit: vscode.WorkspaceEdit, uri: vscode.Uri, change: MappingChange): Promise<void> {
  if (change.before === undefined) {
    edit.createFile(uri, { ignoreIfExists: false });
    edit.replace(uri, EVERYTHING, change.after);
    return;
  }
  addEdits(edit, await mappingDocument(uri, change.before), change.edits);
}

/** Document and mapping of one move as VS Code has them open, and the one refactoring that changes both. */
export function moveEditor(document: vscode.TextDocument, mapping: vscode.Uri): MoveEditor {
  async function apply(change: MoveChange): Promise<{ applied: boolean; saved: boolean }> {
    const edit = new vscode.WorkspaceEdit();
    addEdits(edit, document, change.document);
    if (change.mapping !== undefined) await addMapping(edit, mapping, change.mapping);
    if (document.version !== change.version) return { applied: false, saved: false };
    const wasSaved = !document.isDirty && !document.isUntitled;
    // As a refactoring, VS Code saves again what was saved before, and leaves unsaved what was not.
    const applied = await vscode.workspace.applyEdit(edit, { isRefactoring: true });
    // Of a refactoring that changes one file only, it does not.
    if (applied && wasSaved && document.isDirty) await document.save();
    return { applied, saved: applied && !document.isDirty };
  }
  return {
    apply,
    document: async () => (document.isClosed ? undefined : { version: document.version, text: document.getText() }),
    mapping: async () => mappingText(mapping),
  };
}
