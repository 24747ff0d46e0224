import type { Disposable, TreeView } from "vscode";
import { Disposables } from "../disposables.ts";
import { registerCommand } from "../register-command.ts";
import type { Change, Services } from "../services.ts";
import { concerned, findRow } from "./find-row.ts";
import type { TreeNode } from "./node.ts";
import { placeId } from "./place.ts";
import { roots } from "./roots.ts";
import type { TreeContext } from "./tree-context.ts";
import { SecretsTree } from "./tree-provider.ts";

/** The view *Secrets*: servers, mounts, folders, secrets, keys. Reads nothing before it is shown. */
export function secretsView(services: Services): Disposable {
  const owned = new Disposables();
  const context: TreeContext = { services, seen: new Map(), redraw: (node) => tree.redraw(node) };
  const tree: SecretsTree = owned.add(new SecretsTree(services, async () => roots(context)));
  const { view } = services.views.secrets;
  owned.add(services.views.secrets.provide({ rows: tree }));
  owned.add(view.onDidChangeSelection(({ selection }) => services.selection.selected(selection)));
  owned.add(services.settings.onDidChange("lockers.servers", () => services.changes.tell({ kind: "servers" })));
  owned.add(
    services.changes.on((change) => {
      note(context, change);
      refreshFor(tree, change);
      if (change.kind === "secrets" && change.select === true) void select(services, tree, view, change);
    }),
  );
  owned.add(
    registerCommand(services, "lockers.refresh", async (...args) => {
      context.seen.clear();
      tree.refresh(args.length === 0 ? undefined : services.selection.rows(args)[0]);
    }),
  );
  return owned;
}

/** What was known of a changed secret no longer holds; that it was deleted, a listing does not tell. */
function note({ seen }: TreeContext, change: Change): void {
  if (change.kind === "shown") return;
  if (change.kind !== "secrets" || change.at === undefined) return seen.clear();
  const id = placeId({ kind: "secret", server: change.server, engine: "kv-2", at: change.at });
  if (change.deleted === "hidden") seen.set(id, { version: undefined, created: undefined, gone: "deleted" });
  else seen.delete(id);
}

/** Refreshes no more than what changed. Rows keep expansion and selection either way, since their ids are stable. */
function refreshFor(tree: SecretsTree, change: Change): void {
  if (change.kind === "lockers" || change.kind === "shown") return;
  if (change.kind !== "secrets" || change.at === undefined) return tree.refresh();
  for (const row of concerned(tree.drawn(), change.server, change.at)) {
    // with its last secret a folder goes too
    tree.refresh(change.deleted === "for-good" && row.parent?.place?.kind === "folder" ? row.parent : row);
  }
}

/** Selects the row of a secret that was just stored. Where the view is not on screen, nothing happens. */
async function select(
  services: Services,
  tree: SecretsTree,
  view: TreeView<TreeNode>,
  { server, at }: Extract<Change, { kind: "secrets" }>,
): Promise<void> {
  if (!view.visible || at === undefined) return;
  try {
    const row = await findRow(async (above) => tree.getChildren(above), server, at);
    if (row !== undefined) await view.reveal(row, { select: true, focus: false });
  } catch (error) {
    services.log.problem("select row", error); // the secret is stored all the same
  }
}
