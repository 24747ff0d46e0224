import { type Disposable, l10n, type TreeView } from "vscode";
import { Disposables } from "../disposables.ts";
import { registerCommand } from "../register-command.ts";
import type { Change, Services } from "../services.ts";
import { secretsDragAndDrop } from "./drag-and-drop.ts";
import { KEY_MIME } from "./drag-mimes.ts";
import { concerned } from "./find-row.ts";
import { dropKeysIntoEditors, insertReferenceCommand } from "./insert-reference.ts";
import type { TreeNode } from "./node.ts";
import { openPathCommand } from "./open-path.ts";
import { placeId } from "./place.ts";
import { createRevealRow, type RevealRow } from "./reveal-row.ts";
import { searchCommand } from "./search/search-command.ts";
import { createSecretsTree, type SecretsTreeParts } from "./secrets-tree.ts";
import type { TreeContext } from "./tree-context.ts";
import type { SecretsTree } from "./tree-provider.ts";

/** Rows of servers tell how long a session lasts. */
const DRAWN_EVERY_MS = 60_000;

/** The view *Secrets*: servers, mounts, folders, secrets, keys. Reads nothing before it is shown. */
export function secretsView(services: Services): Disposable {
  const owned = new Disposables();
  const { view } = services.views.secrets;
  const { tree, context, facts, search, opened, kept } = owned.add(
    createSecretsTree(
      services,
      (servers) => (view.message = notUpToDate(servers)),
      (row) => void view.reveal(row, { select: true, focus: false }),
    ),
  );
  const revealRow = createRevealRow(tree, view);
  const dragging = secretsDragAndDrop(services);
  owned.add(services.views.secrets.provide({ rows: tree, dragAndDrop: dragging.controller }));
  owned.add(dropKeysIntoEditors(services, KEY_MIME, dragging.key));
  owned.add(insertReferenceCommand(services, search));
  owned.add(
    view.onDidChangeSelection(({ selection }) => {
      services.selection.selected(selection);
      facts.wanted(selection);
      const [only, ...more] = selection;
      if (only !== undefined && more.length === 0) kept.selected(only.id);
      search.recent.used(
        selection.flatMap(({ place }) => (place?.kind === "secret" || place?.kind === "key" ? [place] : [])),
      );
    }),
  );
  owned.add(view.onDidExpandElement(({ element }) => kept.opened(element.id)));
  owned.add(view.onDidCollapseElement(({ element }) => kept.closed(element.id)));
  owned.add(services.settings.onDidChange("lockers.servers", () => services.changes.tell({ kind: "servers" })));
  owned.add(
    services.changes.on((change) => {
      note(context, change);
      refreshFor(tree, change);
      if (change.kind === "secrets" && change.select === true) void select(services, view, revealRow, change);
      if (change.kind === "servers" && change.open !== undefined) void openServer(services, tree, view, change.open);
    }),
  );
  owned.add(drawnAgain(tree, view));
  owned.add(viewCommands({ ...context, search }, tree, view));
  owned.add(
    openPathCommand(services, opened, async (place) => {
      for (const row of concerned(tree.drawn(), place.server, place.at)) tree.refresh(row);
      if (place.kind === "secret") await revealRow(place, { focus: true });
    }),
  );
  owned.add(searchCommand(services, search, async (place) => revealRow(place, { focus: true })));
  return owned;
}

/** *Refresh*, of a row or of all, and *Load More…*. */
function viewCommands(
  { services, facts, search }: Pick<TreeContext, "services" | "facts"> & Pick<SecretsTreeParts, "search">,
  tree: SecretsTree,
  view: TreeView<TreeNode>,
): Disposable {
  const owned = new Disposables();
  owned.add(
    registerCommand(services, "lockers.refresh", async (...args) => {
      facts.forget();
      search.outdated();
      // Retry gives the row it stands below. The title gives the row that has the focus, and all that is selected: it means all.
      tree.refresh(args.length === 1 ? services.selection.rows(args)[0] : undefined);
    }),
  );
  owned.add(
    registerCommand(services, "lockers.loadMore", async (...args) => {
      const above = services.selection.rows(args)[0]?.parent;
      const next = above === undefined ? undefined : await tree.more(above);
      if (next !== undefined) await view.reveal(next, { select: true, focus: true });
    }),
  );
  return owned;
}

function notUpToDate(servers: readonly string[]): string {
  return servers.map((server) => l10n.t("Not up to date: {0} is not reachable. Retry with Refresh.", server)).join(" ");
}

/** What was known of a changed secret no longer holds; that it was deleted, a listing does not tell. */
function note({ facts }: TreeContext, change: Change): void {
  if (change.kind !== "secrets") return;
  if (change.at === undefined) return facts.forget();
  const id = placeId({ kind: "secret", server: change.server, engine: "kv-2", at: change.at });
  if (change.deleted === "hidden") facts.tell(id, { version: undefined, created: undefined, gone: "deleted" });
  else facts.forget(id);
}

/** Refreshes no more than what changed. Rows keep expansion and selection either way, since their ids are stable. */
function refreshFor(tree: SecretsTree, change: Change): void {
  if (change.kind === "lockers" || change.kind === "shown") return;
  if (change.kind !== "secrets") return tree.refreshRoots();
  if (change.at === undefined) return tree.refresh();
  for (const row of concerned(tree.drawn(), change.server, change.at)) {
    // with its last secret a folder goes too
    tree.refresh(change.deleted === "for-good" && row.parent?.place?.kind === "folder" ? row.parent : row);
  }
}

/** Selects the row of a secret that was just stored. Where the view is not on screen, nothing happens. */
async function select(
  services: Services,
  view: TreeView<TreeNode>,
  revealRow: RevealRow,
  { server, at }: Extract<Change, { kind: "secrets" }>,
): Promise<void> {
  if (!view.visible || at === undefined) return;
  try {
    await revealRow({ kind: "secret", server, engine: "kv-2", at }, { focus: false });
  } catch (error) {
    services.log.problem("select row", error); // the secret is stored all the same
  }
}

function drawnAgain(tree: SecretsTree, view: TreeView<TreeNode>): Disposable {
  const ticking = setInterval(() => {
    if (view.visible) tree.redraw([...tree.drawn()].filter(({ place }) => place?.kind === "server"));
  }, DRAWN_EVERY_MS);
  return { dispose: () => clearInterval(ticking) };
}

/** Opens the row of a server at which the person has just signed in. Where the view is not on screen, nothing happens. */
async function openServer(services: Services, tree: SecretsTree, view: TreeView<TreeNode>, server: string) {
  if (!view.visible) return;
  try {
    const rows = await tree.getChildren();
    const row = rows.find(({ place }) => place?.kind === "server" && place.server === server);
    if (row !== undefined) await view.reveal(row, { select: false, focus: false, expand: true });
  } catch (error) {
    services.log.problem("open server", error); // the person can open it
  }
}
