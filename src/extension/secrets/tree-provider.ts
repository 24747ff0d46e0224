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
  readonly #rows = new Map<string, TreeNode>();
  /** Children by the id of their row, until that row is refreshed. */
  readonly #children = new Map<string, Promise<readonly TreeNode[]>>();
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
    const children = this.#children.get(id) ?? this.#read(node);
    this.#children.set(id, children);
    const rows = await children;
    if (this.#children.get(id) === children) this.#remember(rows); // else they were refreshed while being read
    return [...rows];
  }

  /** Reads the row's children again, everything where no row is given: then what is still being read is given up. */
  refresh(node?: TreeNode): void {
    if (node === undefined) {
      this.#reading.abort();
      this.#reading = new AbortController();
      this.#rows.clear();
      this.#children.clear();
    } else {
      this.#forgetBelow(node);
    }
    this.#changed.fire(node);
  }

  /** Draws the row again without reading its children. */
  redraw(node: TreeNode): void {
    this.#changed.fire(node);
  }

  /** The rows that were read so far. */
  drawn(): Iterable<TreeNode> {
    return this.#rows.values();
  }

  dispose(): void {
    this.#reading.abort();
    this.#changed.dispose();
  }

  #forgetBelow(node: TreeNode): void {
    this.#children.delete(node.id);
    for (const row of this.#rows.values()) {
      if (!isBelow(row, node.id)) continue;
      this.#rows.delete(row.id);
      this.#children.delete(row.id);
    }
  }

  #remember(rows: readonly TreeNode[]): void {
    for (const row of rows) {
      this.#rows.set(row.id, row);
      this.#services.selection.drawn(row);
    }
  }

  async #read(node: TreeNode | undefined): Promise<readonly TreeNode[]> {
    const { signal } = this.#reading;
    try {
      return await (node === undefined ? this.#roots(signal) : node.children(signal));
    } catch (error) {
      this.#services.log.problem("tree", error);
      if (!(error instanceof ExpectedError)) throw error;
      return error.problem.code === "cancelled" ? [] : [problemNode(node, error.problem)];
    }
  }
}

function isBelow(row: TreeNode, id: string): boolean {
  for (let above = row.parent; above !== undefined; above = above.parent) if (above.id === id) return true;
  return false;
}
