import { l10n, Range, WorkspaceEdit, workspace } from "vscode";
import { type Moved, renameReferences } from "../../../core/references/rename-references.ts";
import { applyEdits } from "../../../core/text/edits.ts";
import { currentDocument } from "../../current-document.ts";
import { approveOwnWrite } from "../../move/approve-own-write.ts";
import type { Services } from "../../services.ts";
import { knownHomes, type MappingUse, mappingUses } from "./mapping-uses.ts";

/** Where lines of the workspace's `lockers.env` name secrets that were moved: offers to make them name the new places. */
export async function followReferences(services: Services, moved: Moved): Promise<void> {
  const uses = await mappingUses(services, (secret) => moved(secret) !== undefined);
  const lines = uses.reduce((sum, use) => sum + use.lines, 0);
  if (lines === 0) return;
  const update = l10n.t("Update");
  const text =
    lines === 1
      ? l10n.t("1 line in lockers.env names the old place.")
      : l10n.t("{0} lines in lockers.env name the old place.", lines);
  if ((await services.ask.toast({ level: "info", text, buttons: [update] })) !== update) return;
  for (const use of uses) await rewrite(services, use, moved);
}

/** As an edit, which VS Code's Undo takes back. What was saved before is saved again: programs read the file. */
async function rewrite(services: Services, { mapping }: MappingUse, moved: Moved): Promise<void> {
  const document = await currentDocument(mapping);
  const { isDirty } = document;
  const before = document.getText();
  const edits = renameReferences(before, await knownHomes(services), moved);
  const change = new WorkspaceEdit();
  for (const { start, end, text } of edits) {
    change.replace(mapping, new Range(document.positionAt(start), document.positionAt(end)), text);
  }
  if (!(await workspace.applyEdit(change, { isRefactoring: true }))) return;
  if (!isDirty) await document.save();
  await approveOwnWrite(services, mapping, { before, edits, after: applyEdits(before, edits) });
}
