import { EventEmitter, type TreeDataProvider, type TreeItem, TreeItemCollapsibleState } from "vscode";
import { ExpectedError } from "../../core/errors.ts";
import type { SecretPath } from "../../core/vault/types.ts";
import type { Services } from "../services.ts";
import type { Rows, TreeNode } from "./node.ts";
import { loadingNode } from "./nodes/loading-node.ts";
import { moreNode } from "./nodes/more-node.ts";
import { problemNode } from "./nodes/problem-node.ts";
import { PAGE, rowsOf, wholePages } from "./rows.ts";
import { createStaleRows } from "./stale-rows.ts";

/** After so long a row says that it is loading. */
const SLOW_MS = 300;

export interface TreeOptions {
  readonly services: Pick<Services, "log" | "selection">;
  readonly roots: (signal: AbortSignal) => Promise<readonly TreeNode[]>;
  /** Answers once `roots` has. */
  readonly isOpen: (id: string) => boolean;
  /** Rows were given to VS Code. */
  readonly shown: (rows: readonly TreeNode[]) => void;
  /** Servers that did not answer, so that what is shown of them is not up to date. */
  readonly stale: (servers: readonly string[]) => void;
}

/** Turns rows into VS Code's tree. What a row's children cannot be had for becomes a row itself. */
export class SecretsTree implements TreeDataProvider<TreeNode> {
  readonly #options: TreeOptions;
  readonly #changed = new EventEmitter<TreeNode | TreeNode[] | undefined>();
  readonly #rows = new Map<string, TreeNode>();
  /** What is below a row, by its id, until that row is refreshed. */
  readonly #levels = new Map<string, Promise<Rows>>();
  /** How many rows are shown below a row that has more. Kept over a refresh. */
  readonly #pages = new Map<string, number>();
  readonly #stale = createStaleRows();
  #toldStale: readonly string[] = [];
  #reading = new AbortController();
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(options: TreeOptions) {
    this.#options = options;
  }

  /** A row that was open before a reload or a sign-in is open again. */
  async getTreeItem(node: TreeNode): Promise<TreeItem> {
    const item = await node.item();
    if (item.collapsibleState === TreeItemCollapsibleState.Collapsed && this.#options.isOpen(node.id)) {
      item.collapsibleState = TreeItemCollapsibleState.Expanded;
    }
    return item;
  }

  /** Asks for what only a tooltip says. What cannot be had leaves the tooltip as it was. */
  async resolveTreeItem(item: TreeItem, node: TreeNode): Promise<TreeItem> {
    if (node.tooltip === undefined) return item;
    try {
      item.tooltip = await node.tooltip(this.#reading.signal);
    } catch (error) {
      if (!(error instanceof ExpectedError)) throw error;
      item.tooltip = "";
    }
    return item;
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return node.parent;
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    const level = this.#level(node);
    if (node !== undefined && (await isSlow(level))) {
      void this.#redrawWhenRead(node, level);
      return [loadingNode(node)];
    }
    const rows = await level;
    const id = idOf(node);
    const shown = rows.first(this.#shownBelow(id));
    // VS Code has them on screen from here on, also where they were refreshed while being read.
    for (const row of shown) this.#options.services.selection.drawn(row);
    if (this.#levels.get(id) !== level) return [...shown];
    this.#remember(shown);
    return rows.total > shown.length && node !== undefined
      ? [...shown, this.#remember([moreNode(node, shown.length, rows.total)])].flat()
      : [...shown];
  }

  /** The same, with all rows on the way to a secret among them, however far down they are. */
  async childrenTowards(node: TreeNode | undefined, at: SecretPath): Promise<readonly TreeNode[]> {
    const rows = await this.#level(node);
    const needed = rows.until(at);
    if (node !== undefined && needed > this.#shownBelow(node.id)) this.#show(node, needed);
    return this.getChildren(node);
  }

  /** Shows the next rows below a row that has more. Gives the first of them. */
  async more(node: TreeNode): Promise<TreeNode | undefined> {
    const before = this.#shownBelow(node.id);
    const { total } = await this.#level(node);
    if (total > before) this.#show(node, before + 1);
    return (await this.getChildren(node))[before];
  }

  /** Reads the row's children again, everything where no row is given: then what is still being read is given up. */
  refresh(node?: TreeNode): void {
    if (node === undefined) {
      this.#reading.abort();
      this.#reading = new AbortController();
      this.#rows.clear();
      this.#levels.clear();
    } else {
      this.#forgetBelow(node.id);
    }
    this.#changed.fire(node);
  }

  /** Reads the first level again; what is below its rows stays. */
  refreshRoots(): void {
    this.#levels.delete("");
    this.#changed.fire(undefined);
  }

  /** What is below a server's row, `id`, belongs to another session or profile: none of it may be shown again. */
  drop(server: string, id: string): void {
    this.#forgetBelow(id);
    this.#stale.forget(server, id);
    this.#tellStale();
  }

  /** Draws rows again without reading their children. Rows that are no longer there are passed over. */
  redraw(nodes: readonly TreeNode[]): void {
    const there = nodes.filter((node) => this.#rows.get(node.id) === node);
    if (there.length > 0) this.#changed.fire(there);
  }

  /** The rows that were read so far. */
  drawn(): Iterable<TreeNode> {
    return this.#rows.values();
  }

  dispose(): void {
    this.#reading.abort();
    this.#changed.dispose();
  }

  #level(node: TreeNode | undefined): Promise<Rows> {
    const id = idOf(node);
    const level: Promise<Rows> = this.#levels.get(id) ?? this.#read(node, () => this.#levels.get(id) === level);
    this.#levels.set(id, level);
    return level;
  }

  async #redrawWhenRead(node: TreeNode, level: Promise<Rows>): Promise<void> {
    await level.catch(() => undefined); // told where the children are asked for
    if (this.#levels.get(node.id) === level) this.#changed.fire(node);
  }

  #shownBelow(id: string): number {
    return this.#pages.get(id) ?? PAGE;
  }

  #show(node: TreeNode, count: number): void {
    this.#pages.set(node.id, wholePages(count));
    this.#changed.fire(node);
  }

  #forgetBelow(id: string): void {
    this.#levels.delete(id);
    for (const row of [...this.#rows.keys(), ...this.#levels.keys()]) {
      if (!row.startsWith(`${id}>`)) continue;
      this.#rows.delete(row);
      this.#levels.delete(row);
    }
  }

  #remember(rows: readonly TreeNode[]): readonly TreeNode[] {
    for (const row of rows) {
      this.#rows.set(row.id, row);
      this.#options.services.selection.drawn(row);
    }
    this.#options.shown(rows);
    return rows;
  }

  /** `isWanted`: the level was not refreshed or dropped meanwhile. What was read for an older one is remembered nowhere. */
  async #read(node: TreeNode | undefined, isWanted: () => boolean): Promise<Rows> {
    const { signal } = this.#reading;
    const { roots, services } = this.#options;
    try {
      const read = await (node === undefined ? roots(signal) : node.children(signal));
      const rows = "total" in read ? read : rowsOf(read);
      if (isWanted()) this.#isRead(node, rows);
      return rows;
    } catch (error) {
      services.log.problem("tree", error);
      if (!(error instanceof ExpectedError)) throw error;
      const before = node === undefined || !isWanted() ? undefined : this.#stale.insteadOf(node, error.problem);
      this.#tellStale();
      return before ?? rowsOf(error.problem.code === "cancelled" ? [] : [problemNode(node, error.problem)]);
    }
  }

  #tellStale(): void {
    const servers = this.#stale.servers();
    if (servers.join() === this.#toldStale.join()) return;
    this.#toldStale = servers;
    this.#options.stale(servers);
  }

  #isRead(node: TreeNode | undefined, rows: Rows): void {
    if (node !== undefined) this.#stale.isRead(node, rows);
    else this.#stale.there(new Set(rows.first(rows.total).flatMap(({ place }) => place?.server ?? [])));
    this.#tellStale();
  }
}

function idOf(node: TreeNode | undefined): string {
  return node?.id ?? "";
}

/** True where the rows are not there after a while. */
async function isSlow(level: Promise<Rows>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<true>((resolve) => {
    timer = setTimeout(() => resolve(true), SLOW_MS);
  });
  try {
    return await Promise.race([level.then(() => false as const), late]);
  } finally {
    clearTimeout(timer);
  }
}
