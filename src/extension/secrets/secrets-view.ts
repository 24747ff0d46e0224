import { type Disposable, window } from "vscode";
import { Disposables } from "../disposables.ts";
import type { Change, Services } from "../services.ts";
import type { TreeNode } from "./node.ts";
import { placeId } from "./place.ts";
import { roots } from "./roots.ts";
import type { TreeContext } from "./tree-context.ts";
import { SecretsTree } from "./tree-provider.ts";
import { registerCommand } from "../register-command.ts";

/** The view *Secrets*: servers, mounts, folders, secrets, keys. Reads nothing before it is shown. */
export function secretsView(services: Services): Disposable {
  const owned = new Disposables();
  const context: TreeContext = {
    services,
    seen: new Map(),
    redraw: (node) => tree.redraw(node),
  };
  const tree: SecretsTree = owned.add(new SecretsTree(services, async () => roots(context)));
  const view = owned.add(
    window.createTreeView<TreeNode>("lockers.secrets", {
      treeDataProvider: tree,
      canSelectMany: true,
      showCollapseAll: true,
    }),
  );
  owned.add(view.onDidChangeSelection(({ selection }) => services.selection.selected(selection)));
  owned.add(services.changes.on((change) => show(tree, context, change)));
  owned.add(services.settings.onDidChange("lockers.servers", () => services.changes.tell({ kind: "servers" })));
  owned.add(
    registerCommand(services, "lockers.refresh", async (...args) => {
      context.seen.clear();
      tree.refresh(args.length === 0 ? undefined : services.selection.rows(args)[0]);
    }),
  );
  return owned;
}

/** Refreshes no more than what changed; the rest keeps its place and expansion either way, since ids are stable. */
function show(tree: SecretsTree, context: TreeContext, change: Change): void {
  if (change.kind === "lockers") return;
  if (change.kind !== "secrets") return tree.refresh();
  const { server, at } = change;
  context.seen.clear();
  const row = at === undefined ? undefined : nearest(tree, server, at.mount, at.path);
  tree.refresh(row);
}

/** The row to refresh for a change at that path: the deepest folder above it that is drawn. */
function nearest(tree: SecretsTree, server: string, mount: string, path: string): TreeNode | undefined {
  const parts = path.split("/").slice(0, -1);
  for (let length = parts.length; length >= 0; length -= 1) {
    const at = { mount, path: parts.slice(0, length).join("/") };
    const row = tree.byId(placeId({ kind: "folder", server, engine: "kv-2", at }));
    if (row !== undefined) return row;
  }
  return tree.byId(placeId({ kind: "server", server }));
}
