import { l10n, ThemeColor, ThemeIcon, TreeItem } from "vscode";
import type { TreeNode } from "../node.ts";
import { tellingNode } from "./telling-node.ts";

/** Stands in a folder that the token may not list: what is there can be opened by whoever knows its path. */
export function closedNode(parent: TreeNode, policyPath: string): TreeNode {
  return tellingNode(parent, "closed", () => {
    const title = l10n.t("Open a path you know…");
    const item = new TreeItem(title);
    item.description = l10n.t("listing not allowed");
    item.iconPath = new ThemeIcon("circle-slash", new ThemeColor("list.warningForeground"));
    item.contextValue = "closed";
    item.tooltip = l10n.t("Right needed: list on {0}", policyPath);
    item.command = { command: "lockers.openPath", title, arguments: [parent] };
    item.accessibilityInformation = { label: l10n.t("open a path you know, listing is not allowed") };
    return item;
  });
}
