import { EventEmitter, type TreeDataProvider, type TreeItem } from "vscode";
import { ExpectedError } from "../../core/errors.ts";
import type { Services } from "../services.ts";
import type { TreeNode } from "./node.ts";
import { problemNode } from "./nodes/problem-node.ts";

/** Turns rows into VS Code's tree. What a row's children cannot be had for becomes a row itself. */
export class SecretsTree implements TreeDataProvider<TreeNode> {
  readonly #services: Pick<Services, "log" | "selection">;
  readonly #roots: (signal: AbortSignal) => Promise<readonly TreeNode[]>;
  readonly #changed = new EventEmitter<TreeNode | undefined>();
  readonly #drawn = new Map<string, TreeNode>();
  readonly #kept = new Map<string, readonly TreeNode[]>();
  readonly #redrawing = new Set<string>();
  #reading = new AbortController();
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(
    services: Pick<Services, "log" | "selection">,
    roots: (signal: AbortSignal) => Promise<readonly TreeNode[]>,
  ) {
    this.#services = services;
    this.#roots = roots;
  }

  getTreeItem(node: TreeNode): TreeItem | Promise<TreeItem> {
    return node.item();
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return node.parent;
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    const id = node?.id ?? "";
    const before = this.#kept.get(id);
    if (this.#redrawing.delete(id) && before !== undefined) return [...before];
    const rows = await this.#read(node);
    for (const row of rows) {
      this.#drawn.set(row.id, row);
      this.#services.selection.drawn(row);
    }
    this.#kept.set(id, rows);
    return [...rows];
  }

  /** Reads the row's children again, everything where no row is given: then what is still being read is given up. */
  refresh(node?: TreeNode): void {
    if (node === undefined) {
      this.#reading.abort();
      this.#reading = new AbortController();
      this.#drawn.clear();
      this.#kept.clear();
    }
    this.#changed.fire(node);
  }

  /** Draws the row again without reading its children. */
  redraw(node: TreeNode): void {
    this.#redrawing.add(node.id);
    this.#changed.fire(node);
  }

  /** The row of that id, where the tree has drawn it. */
  byId(id: string): TreeNode | undefined {
    return this.#drawn.get(id);
  }

  dispose(): void {
    this.#reading.abort();
    this.#changed.dispose();
  }

  async #read(node: TreeNode | undefined): Promise<readonly TreeNode[]> {
    const { signal } = this.#reading;
    try {
      return await (node === undefined ? this.#roots(signal) : node.children(signal));
    } catch (error) {
      if (!(error instanceof ExpectedError)) throw error;
      this.#services.log.problem("tree", error);
      return error.problem.code === "cancelled" ? [] : [problemNode(node, error.problem)];
    }
  }
}
