import type { TreeItem } from "vscode";
import { noChildren, rowId, type TreeNode } from "../node.ts";

/** A row that stands for nothing and only tells something; one of each kind below a row. `draw` is given the row itself. */
export function tellingNode(parent: TreeNode | undefined, kind: string, draw: (self: TreeNode) => TreeItem): TreeNode {
  const id = rowId(parent, kind, "");
  const self: TreeNode = {
    id,
    parent,
    place: undefined,
    children: noChildren,
    item: () => Object.assign(draw(self), { id }),
  };
  return self;
}
