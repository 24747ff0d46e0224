import * as vscode from "vscode";
import type { Clock } from "../../core/ports.ts";
import { setContext } from "../context-keys.ts";
import { Disposables } from "../disposables.ts";
import type { RuleNames } from "../editor/finding-words.ts";
import { duration } from "../times.ts";
import { children, type FileNode, type Node, treeItem } from "./finding-nodes.ts";
import { countWords, type FindingsList, type ScanSummary } from "./findings-list.ts";

export interface ViewParts {
  readonly list: FindingsList;
  readonly rules: RuleNames;
  readonly clock: Clock;
}

/** The Findings view. `refresh` after the list changed; `scanning` with the words to show meanwhile, or undefined at the end. */
export interface FindingsView extends vscode.Disposable {
  readonly refresh: () => void;
  readonly scanning: (words: string | undefined) => void;
}

const MINUTE_MS = 60_000;

function summaryWords(summary: ScanSummary, found: string, now: number): string {
  const files = summary.files.toLocaleString("en");
  if (summary.isPartial) return vscode.l10n.t("Partly scanned ({0} files).", files);
  const age = now - summary.finished;
  return age < MINUTE_MS
    ? vscode.l10n.t("{0}, scanned just now", found)
    : vscode.l10n.t("{0}, scanned {1} ago", found, duration(age));
}

function cleanWords({ files }: ScanSummary): string {
  return files === 1 ? vscode.l10n.t("1 file, clean") : vscode.l10n.t("{0} files, clean", files.toLocaleString("en"));
}

function findingsProvider(
  files: () => readonly FileNode[],
  rules: RuleNames,
  onDidChangeTreeData: vscode.Event<Node | undefined>,
): vscode.TreeDataProvider<Node> {
  return {
    onDidChangeTreeData,
    getChildren: (node) => {
      if (node === undefined) return [...files()];
      return node.kind === "file" ? [...children(node)] : [];
    },
    getParent: (node) => (node.kind === "finding" ? node.parent : undefined),
    getTreeItem: (node) => treeItem(node, rules),
  };
}

export function createFindingsView({ list, rules, clock }: ViewParts): FindingsView {
  const owned = new Disposables();
  const changed = owned.add(new vscode.EventEmitter<Node | undefined>());
  let files: readonly FileNode[] = [];
  let scan: string | undefined;

  const provider = findingsProvider(() => files, rules, changed.event);
  const view = owned.add(
    vscode.window.createTreeView("lockers.findings", { showCollapseAll: true, treeDataProvider: provider }),
  );

  function tellState(): void {
    const summary = list.summary();
    const isClean = files.length === 0 && summary?.isPartial === false;
    // A message takes the place of the welcome text and its buttons, so a clean result stands beside the title.
    const words = isClean ? undefined : summary && summaryWords(summary, countWords(list.files()), clock.now());
    view.message = scan ?? words ?? "";
    view.description = isClean ? cleanWords(summary) : "";
    void setContext("lockers.findingsState", isClean ? "clean" : "nothing");
  }

  function refresh(): void {
    files = list.files().map((file) => ({ kind: "file", file }));
    const certain = list.count("certain");
    view.badge =
      certain === 0 ? undefined : { value: certain, tooltip: vscode.l10n.t("{0} certain findings", certain) };
    if (files.length > 0) void setContext("lockers.did.find", true);
    tellState();
    changed.fire(undefined);
  }

  const aging = setInterval(() => {
    if (view.visible && list.summary() !== undefined) tellState();
  }, MINUTE_MS);
  owned.add({ dispose: () => clearInterval(aging) });
  owned.add(view.onDidChangeVisibility(tellState));

  return {
    refresh,
    scanning(words) {
      scan = words;
      tellState();
    },
    dispose: () => owned.dispose(),
  };
}
