import { l10n, ThemeIcon, TreeItem, TreeItemCollapsibleState } from "vscode";
import type { Mount } from "../../../core/vault/types.ts";
import { rowId, type TreeNode } from "../node.ts";
import { fullPath } from "../place.ts";
import type { TreeContext } from "../tree-context.ts";
import { listing } from "./folder-node.ts";

/** The person's own place on a server, which they may list even where the mount above it is closed to them. */
export function homeNode(context: TreeContext, parent: TreeNode, mount: Mount, home: string): TreeNode {
  const server = parent.place?.server ?? "";
  const place = { kind: "folder", server, engine: mount.kind, at: { mount: mount.mount, path: home } } as const;
  return listing(context, { id: rowId(parent, "home", mount.mount), parent, place }, () => {
    const item = new TreeItem("~", TreeItemCollapsibleState.Collapsed);
    item.description = l10n.t("your home");
    item.iconPath = new ThemeIcon("home");
    item.contextValue = context.rights.of(place).write ? "folder.home.write" : "folder.home";
    item.tooltip = fullPath(place.at);
    item.accessibilityInformation = { label: l10n.t("your home on {0}", server) };
    return item;
  });
}
