import { l10n, ThemeIcon, TreeItem } from "vscode";
import { count } from "../../count.ts";
import type { TreeNode } from "../node.ts";
import { tellingNode } from "./telling-node.ts";

/** Stands below a long list and shows the next part of it. */
export function moreNode(parent: TreeNode, shown: number, total: number): TreeNode {
  return tellingNode(parent, "more", (self) => {
    const title = l10n.t("Load More…");
    const item = new TreeItem(title);
    item.description = l10n.t("{0} of {1}", count(shown), count(total));
    item.iconPath = new ThemeIcon("ellipsis");
    item.contextValue = "more";
    item.command = { command: "lockers.loadMore", title, arguments: [self] };
    item.accessibilityInformation = { label: l10n.t("load more, {0} of {1} shown", count(shown), count(total)) };
    return item;
  });
}
