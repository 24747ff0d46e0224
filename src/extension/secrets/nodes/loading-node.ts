import { l10n, ThemeIcon, TreeItem } from "vscode";
import type { TreeNode } from "../node.ts";
import { tellingNode } from "./telling-node.ts";

/** Stands where children take their time. */
export function loadingNode(parent: TreeNode): TreeNode {
  return tellingNode(parent, "loading", () => {
    const item = new TreeItem(l10n.t("Loading…"));
    item.iconPath = new ThemeIcon("loading~spin");
    item.contextValue = "loading";
    item.accessibilityInformation = { label: l10n.t("loading") };
    return item;
  });
}
