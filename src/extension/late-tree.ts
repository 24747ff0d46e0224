import {
  type CancellationToken,
  type DataTransfer,
  type Disposable,
  EventEmitter,
  type TreeDataProvider,
  type TreeDragAndDropController,
  type TreeItem,
  type TreeView,
  window,
} from "vscode";
import type { VIEWS } from "./contributions.ts";

/** What gives a view its rows. */
export interface TreeSource<Node> {
  readonly rows: TreeDataProvider<Node>;
  readonly dragAndDrop?: Pick<TreeDragAndDropController<Node>, "handleDrag" | "handleDrop">;
}

export interface LateTreeOptions {
  readonly canSelectMany?: boolean;
  readonly showCollapseAll?: boolean;
  readonly dragMimeTypes?: readonly string[];
  readonly dropMimeTypes?: readonly string[];
}

/** A view that VS Code has from the start, and whose rows are made by a part that is read when it is first shown. */
export interface LateTree<Node> extends Disposable {
  readonly view: TreeView<Node>;
  /** What VS Code asks for rows. */
  readonly rows: TreeDataProvider<Node>;
  /** To be called once. Ending what is given back ends the listening, not the view. */
  provide(source: TreeSource<Node>): Disposable;
}

/** `read` settles after `provide` was called; it is called for each listing. */
export function lateTree<Node>(
  id: keyof typeof VIEWS,
  options: LateTreeOptions,
  read: () => Promise<void>,
): LateTree<Node> {
  const changed = new EventEmitter<Node | Node[] | undefined | null | void>();
  let source: TreeSource<Node> | undefined;
  const rows = (): TreeDataProvider<Node> => {
    if (source === undefined) throw new Error(`nothing provides ${id}`);
    return source.rows;
  };
  const asked: TreeDataProvider<Node> = {
    onDidChangeTreeData: changed.event,
    getChildren: async (node) => {
      await read();
      return rows().getChildren(node);
    },
    getTreeItem: (node) => rows().getTreeItem(node),
    getParent: (node) => rows().getParent?.(node),
    resolveTreeItem: (item: TreeItem, node: Node, token: CancellationToken) =>
      rows().resolveTreeItem?.(item, node, token) ?? item,
  };
  const view = window.createTreeView<Node>(id, {
    treeDataProvider: asked,
    canSelectMany: options.canSelectMany ?? false,
    showCollapseAll: options.showCollapseAll ?? false,
    ...(options.dragMimeTypes === undefined && options.dropMimeTypes === undefined
      ? {}
      : { dragAndDropController: dragAndDrop(options, () => source?.dragAndDrop) }),
  });
  return {
    view,
    rows: asked,
    provide: (given) => {
      source = given;
      return given.rows.onDidChangeTreeData?.((node) => changed.fire(node)) ?? { dispose: () => undefined };
    },
    dispose: () => {
      view.dispose();
      changed.dispose();
    },
  };
}

function dragAndDrop<Node>(
  { dragMimeTypes = [], dropMimeTypes = [] }: LateTreeOptions,
  given: () => TreeSource<Node>["dragAndDrop"],
): TreeDragAndDropController<Node> {
  return {
    dragMimeTypes,
    dropMimeTypes,
    handleDrag: async (nodes: readonly Node[], data: DataTransfer, token: CancellationToken) =>
      given()?.handleDrag?.(nodes, data, token),
    handleDrop: async (target: Node | undefined, data: DataTransfer, token: CancellationToken) =>
      given()?.handleDrop?.(target, data, token),
  };
}
