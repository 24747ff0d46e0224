import { l10n, TreeItem } from "vscode";
import type { TreeNode } from "../node.ts";
import { tellingNode } from "./telling-node.ts";

/** Stands where a folder or mount holds nothing; a click starts the first secret there. */
export function emptyNode(parent: TreeNode): TreeNode {
  return tellingNode(parent, "empty", () => {
    const item = new TreeItem(l10n.t("No secrets yet."));
    item.description = l10n.t("New Secret…");
    item.command = { command: "lockers.newSecret", title: l10n.t("New Secret…"), arguments: [parent] };
    item.accessibilityInformation = { label: l10n.t("no secrets yet") };
    return item;
  });
}
