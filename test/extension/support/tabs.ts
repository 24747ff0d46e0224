import { commands, window } from "vscode";

/** Labels of the open tabs. */
export const tabs = (): readonly string[] =>
  window.tabGroups.all.flatMap((group) => group.tabs).map(({ label }) => label);

export async function closeTabs(): Promise<void> {
  await commands.executeCommand("workbench.action.closeAllEditors");
}
