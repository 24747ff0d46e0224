import { l10n, ThemeIcon, TreeItem } from "vscode";
import { noChildren, rowId, type TreeNode } from "../node.ts";

/** Stands where children take their time. */
export function loadingNode(parent: TreeNode): TreeNode {
  const id = rowId(parent, "loading", "");
  return {
    id,
    parent,
    place: undefined,
    children: noChildren,
    item: () => {
      const item = new TreeItem(l10n.t("Loading…"));
      item.id = id;
      item.iconPath = new ThemeIcon("loading~spin");
      item.contextValue = "loading";
      item.accessibilityInformation = { label: l10n.t("loading") };
      return item;
    },
  };
}
