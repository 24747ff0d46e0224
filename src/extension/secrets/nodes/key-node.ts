import { l10n, ThemeIcon, TreeItem } from "vscode";
import { fullPath, type KeyPlace } from "../place.ts";
import { noChildren, rowId, type TreeNode } from "../node.ts";

/** Always eight: how long a value is, is a secret too. */
const DOTS = "••••••••";

/** One key of a secret. Dots stand for the value, which is never in the tree. */
export function keyNode(parent: TreeNode, place: KeyPlace, writable: boolean): TreeNode {
  const id = rowId(parent, "key", place.key);
  return {
    id,
    parent,
    place,
    children: noChildren,
    item: () => {
      const item = new TreeItem(place.key);
      item.id = id;
      item.description = DOTS;
      item.iconPath = new ThemeIcon("key");
      item.contextValue = writable ? "key.write" : "key.read";
      item.tooltip = `${fullPath(place.at)}/${place.key}`;
      item.accessibilityInformation = { label: l10n.t("key {0}, value hidden", place.key) };
      return item;
    },
  };
}
