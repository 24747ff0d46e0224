import { l10n, ThemeIcon, TreeItem, TreeItemCollapsibleState } from "vscode";
import { ExpectedError } from "../../../core/errors.ts";
import type { Entry, Mount } from "../../../core/vault/types.ts";
import { inOrder } from "../in-order.ts";
import { nameLabel } from "../name-label.ts";
import { rowId, type TreeNode } from "../node.ts";
import { below, fullPath, isTowards, lastPart, type Place } from "../place.ts";
import { rowsFrom } from "../rows.ts";
import type { TreeContext } from "../tree-context.ts";
import { closedNode } from "./closed-node.ts";
import { emptyNode } from "./empty-node.ts";
import { secretNode } from "./secret-node.ts";

export type FolderPlace = Extract<Place, { kind: "folder" }>;

/** A mount: an engine that holds secrets. */
export function mountNode(context: TreeContext, parent: TreeNode, server: string, mount: Mount): TreeNode {
  const place: FolderPlace = { kind: "folder", server, engine: mount.kind, at: { mount: mount.mount, path: "" } };
  const kind = ENGINES[mount.kind];
  return listing(context, { id: rowId(parent, "mount", mount.mount), parent, place }, () => {
    const item = new TreeItem(nameLabel(mount.mount), TreeItemCollapsibleState.Collapsed);
    item.description = kind;
    item.iconPath = new ThemeIcon("database");
    item.contextValue = context.rights.of(place).write ? "mount.write" : "mount";
    item.tooltip = [mount.mount, kind, mount.description].filter((text) => text !== "").join("\n");
    item.accessibilityInformation = { label: l10n.t("mount {0}, {1}", nameLabel(mount.mount), kind) };
    return item;
  });
}

const ENGINES: Readonly<Record<Mount["kind"], string>> = {
  "kv-1": "KV v1",
  "kv-2": "KV v2",
  cubbyhole: "cubbyhole",
};

/** A folder below a mount. */
function folderNode(context: TreeContext, parent: TreeNode, place: FolderPlace, name = lastPart(place.at)): TreeNode {
  return listing(context, { id: rowId(parent, "folder", name), parent, place }, () => {
    const item = new TreeItem(nameLabel(name), TreeItemCollapsibleState.Collapsed);
    item.iconPath = new ThemeIcon("folder");
    item.contextValue = context.rights.of(place).write ? "folder.write" : "folder";
    item.tooltip = fullPath(place.at);
    item.accessibilityInformation = { label: l10n.t("folder {0}", nameLabel(name)) };
    return item;
  });
}

/** A row whose children are what the server lists there. `draw` makes its looks. */
export function listing(
  context: TreeContext,
  row: Pick<TreeNode, "id" | "parent"> & { readonly place: FolderPlace },
  draw: () => TreeItem,
): TreeNode {
  const { id, place } = row;
  const self: TreeNode = {
    ...row,
    item: () => Object.assign(draw(), { id }),
    children: async (signal) => {
      try {
        return await listed(context, self, place, signal);
      } catch (error) {
        if (!(error instanceof ExpectedError) || error.problem.code !== "not-allowed") throw error;
        return closed(context, self, place, error.problem.policyPath ?? error.problem.path);
      }
    },
  };
  return self;
}

async function listed(context: TreeContext, self: TreeNode, place: FolderPlace, signal: AbortSignal) {
  const client = await context.services.connections().client(place.server, signal);
  const entries = await client.list(place.at, { signal, audit: { who: "tree" } });
  if (entries.length === 0) return [emptyNode(self)];
  return rowsFrom(
    eachOnce(inOrder(entries)),
    ({ name, kind }) => {
      const at = below(place.at, name);
      return kind === "folder"
        ? folderNode(context, self, { ...place, at })
        : secretNode(context, self, { ...place, kind, at });
    },
    ({ name, kind }, at) => isTowards(at, below(place.at, name), kind),
  );
}

/** A folder that may not be listed: what was opened in it by its path, named by the way from here. */
function closed(context: TreeContext, self: TreeNode, place: FolderPlace, policyPath: string): readonly TreeNode[] {
  const { path } = place.at;
  const rows = context.opened.below(place.server, place.at).map(({ at, kind }) => {
    const name = path === "" ? at.path : at.path.slice(path.length + 1);
    return kind === "folder"
      ? folderNode(context, self, { ...place, at }, name)
      : secretNode(context, self, { ...place, kind, at }, name);
  });
  return [...rows, closedNode(self, policyPath)];
}

/** Of a sorted listing. VS Code shows nothing at all where two rows have one id. */
function eachOnce(entries: readonly Entry[]): readonly Entry[] {
  return entries.filter(({ name, kind }, index) => {
    const before = entries[index - 1];
    return before?.name !== name || before.kind !== kind;
  });
}
