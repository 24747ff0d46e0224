import { commands, window, workspace } from "vscode";
import { waitUntil } from "../../support/wait-until.ts";

/** Labels of the open tabs. */
export const tabs = (): readonly string[] =>
  window.tabGroups.all.flatMap((group) => group.tabs).map(({ label }) => label);

/** Saves before: else VS Code does it a second later, also of a file that is deleted meanwhile, and keeps the tab where it just does. */
export async function closeTabs(): Promise<void> {
  await workspace.saveAll(false);
  await waitUntil("all to be saved", () =>
    workspace.textDocuments.every(({ isDirty, isUntitled }) => isUntitled || !isDirty),
  );
  await commands.executeCommand("workbench.action.closeAllEditors");
}
