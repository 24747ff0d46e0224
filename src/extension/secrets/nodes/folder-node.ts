import { l10n, ThemeIcon, TreeItem, TreeItemCollapsibleState } from "vscode";
import type { Mount } from "../../../core/vault/types.ts";
import { inOrder } from "../in-order.ts";
import { rowId, type TreeNode } from "../node.ts";
import { below, fullPath, lastPart, type Place, placeId } from "../place.ts";
import type { TreeContext } from "../tree-context.ts";
import { emptyNode } from "./empty-node.ts";
import { secretNode } from "./secret-node.ts";

type FolderPlace = Extract<Place, { kind: "folder" }>;

/** A mount: an engine that holds secrets. */
export function mountNode(context: TreeContext, parent: TreeNode, server: string, mount: Mount): TreeNode {
  const place: FolderPlace = { kind: "folder", server, engine: mount.kind, at: { mount: mount.mount, path: "" } };
  const kind = ENGINES[mount.kind];
  return listing(context, parent, place, () => {
    const item = new TreeItem(mount.mount, TreeItemCollapsibleState.Collapsed);
    item.description = kind;
    item.iconPath = new ThemeIcon("database");
    item.contextValue = "mount.write";
    item.tooltip = [mount.mount, kind, mount.description].filter((text) => text !== "").join("\n");
    item.accessibilityInformation = { label: l10n.t("mount {0}, {1}", mount.mount, kind) };
    return item;
  });
}

const ENGINES: Readonly<Record<Mount["kind"], string>> = {
  "kv-1": "KV v1",
  "kv-2": "KV v2",
  cubbyhole: "cubbyhole",
};

/** A folder below a mount. */
export function folderNode(context: TreeContext, parent: TreeNode, place: FolderPlace): TreeNode {
  return listing(context, parent, place, () => {
    const name = lastPart(place.at);
    const item = new TreeItem(name, TreeItemCollapsibleState.Collapsed);
    item.iconPath = new ThemeIcon("folder");
    item.contextValue = "folder.write";
    item.tooltip = fullPath(place.at);
    item.accessibilityInformation = { label: l10n.t("folder {0}", name) };
    return item;
  });
}

/** A row whose children are what the server lists there. `draw` makes its looks. */
export function listing(context: TreeContext, parent: TreeNode, place: FolderPlace, draw: () => TreeItem): TreeNode {
  const id = rowId(parent, placeId(place));
  const self: TreeNode = {
    id,
    parent,
    place,
    item: () => Object.assign(draw(), { id }),
    children: async (signal) => {
      const client = await context.services.connections().client(place.server, signal);
      const entries = await client.list(place.at, { signal, audit: { who: "tree" } });
      if (entries.length === 0) return [emptyNode(self)];
      return inOrder(entries).map((entry) => {
        const at = below(place.at, entry.name);
        return entry.kind === "folder"
          ? folderNode(context, self, { ...place, at })
          : secretNode(context, self, { ...place, kind: "secret", at });
      });
    },
  };
  return self;
}
