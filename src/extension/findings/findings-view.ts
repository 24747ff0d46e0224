import * as vscode from "vscode";
import type { Clock } from "../../core/ports.ts";
import { setContext } from "../context-keys.ts";
import { Disposables } from "../disposables.ts";
import type { RuleNames } from "../editor/finding-words.ts";
import { bounded, children, type FileNode, type Node, treeItem } from "./finding-nodes.ts";
import type { FindingsFilter } from "./findings-filter.ts";
import { countWords, type FindingsList, type ShownFile } from "./findings-list.ts";
import { cleanWords, hiddenWords, summaryWords } from "./findings-words.ts";
import { paced } from "./paced.ts";

export interface ViewParts {
  readonly list: FindingsList;
  readonly filter: FindingsFilter;
  readonly rules: RuleNames;
  readonly clock: Clock;
}

/** The Findings view. */
export interface FindingsView extends vscode.Disposable {
  /** The list has changed. Many calls in a row cost as much as one. */
  readonly refresh: () => void;
  /** The words to show while a scan runs, or undefined at its end. */
  readonly scanning: (words: string | undefined) => void;
  /** More rows of a file, by its address, or more files. */
  readonly showMore: (uri: string | undefined) => void;
  /** Calls back once, when the view is on screen. */
  readonly whenShown: (work: () => void) => void;
  readonly rows: vscode.TreeDataProvider<Node>;
  readonly view: vscode.TreeView<Node>;
}

const MINUTE_MS = 60_000;
/** VS Code draws that many rows without being felt. */
const PAGE = 500;
const REFRESH_MS = 200;
/** While a scan brings news all the time, or a thousand files have to be drawn. */
const SLOW_REFRESH_MS = 1_000;

interface Drawn {
  readonly files: readonly FileNode[];
  /** The words of a scan that is running. */
  readonly scan: string | undefined;
}

/** What stands over the rows and beside the title. */
function stateWords(parts: ViewParts, { files, scan }: Drawn) {
  const { list, filter } = parts;
  const summary = list.summary();
  const hidden = files.length === 0 ? hiddenWords(list.counts(), filter.shown()) : undefined;
  if (files.length === 0 && hidden === undefined && summary?.isPartial === false) {
    // A message takes the place of the welcome text and its buttons, so a clean result stands beside the title.
    return { message: scan ?? "", description: cleanWords(summary), state: "clean" } as const;
  }
  const message = scan ?? hidden ?? scannedWords(parts, files);
  return { message, description: filter.words() ?? "", state: "nothing" } as const;
}

function scannedWords({ list, clock }: ViewParts, files: readonly FileNode[]): string {
  const summary = list.summary();
  return summary === undefined ? "" : summaryWords(summary, countWords(files.map(({ file }) => file)), clock.now());
}

function badge(certain: number): vscode.ViewBadge | undefined {
  if (certain === 0) return undefined;
  const tooltip = certain === 1 ? vscode.l10n.t("1 certain finding") : vscode.l10n.t("{0} certain findings", certain);
  return { value: certain, tooltip };
}

/** The rows, page by page. */
function createRows(rules: RuleNames) {
  const changed = new vscode.EventEmitter<Node | undefined>();
  const pages = new Map<string, number>();
  let files: readonly FileNode[] = [];
  const most = (key: string): number => PAGE * (pages.get(key) ?? 1);
  const provider: vscode.TreeDataProvider<Node> = {
    onDidChangeTreeData: changed.event,
    getChildren(node) {
      if (node === undefined) return [...bounded(files, most(""), undefined)];
      return node.kind === "file" ? [...children(node, most(node.file.uri))] : [];
    },
    getParent: (node) => (node.kind === "file" ? undefined : node.parent),
    getTreeItem: (node) => treeItem(node, rules, files.length),
  };
  return {
    provider,
    files: () => files,
    set(shown: readonly ShownFile[]): void {
      files = shown.map((file) => ({ kind: "file", file }));
    },
    draw: () => changed.fire(undefined),
    showMore(key: string): void {
      pages.set(key, (pages.get(key) ?? 1) + 1);
      changed.fire(undefined);
    },
    dispose: () => changed.dispose(),
  };
}

/** Calls back once, when the view is on screen. */
function whenShown(view: vscode.TreeView<Node>, work: () => void): vscode.Disposable {
  if (view.visible) {
    work();
    return { dispose: () => undefined };
  }
  const listening = view.onDidChangeVisibility(({ visible }) => {
    if (!visible) return;
    listening.dispose();
    work();
  });
  return listening;
}

export function createFindingsView(parts: ViewParts): FindingsView {
  const { list, rules } = parts;
  const owned = new Disposables();
  const rows = owned.add(createRows(rules));
  let scan: string | undefined;
  const view = owned.add(
    vscode.window.createTreeView("lockers.findings", { showCollapseAll: true, treeDataProvider: rows.provider }),
  );

  function tellState(): void {
    const { message, description, state } = stateWords(parts, { files: rows.files(), scan });
    view.message = message;
    view.description = description;
    void setContext("lockers.findingsState", state);
  }

  function redraw(): void {
    const shown = list.shown();
    rows.set(shown);
    view.badge = badge(list.counts().certain);
    if (shown.length > 0) void setContext("lockers.did.find", true);
    const isMovable = shown.some(({ findings }) => findings.some(({ isIgnored }) => !isIgnored));
    void setContext("lockers.anyFinding", isMovable);
    tellState();
    rows.draw();
  }

  const isSlow = (): boolean => scan !== undefined || rows.files().length > PAGE;
  const refreshing = owned.add(paced(redraw, () => (isSlow() ? SLOW_REFRESH_MS : REFRESH_MS)));
  const aging = setInterval(() => {
    if (view.visible && list.summary() !== undefined) tellState();
  }, MINUTE_MS);
  owned.add({ dispose: () => clearInterval(aging) });
  owned.add(view.onDidChangeVisibility(tellState));

  return {
    refresh: refreshing.run,
    scanning(words) {
      scan = words;
      tellState();
    },
    showMore: (uri) => rows.showMore(uri ?? ""),
    whenShown: (work) => void owned.add(whenShown(view, work)),
    rows: rows.provider,
    view,
    dispose: () => owned.dispose(),
  };
}
