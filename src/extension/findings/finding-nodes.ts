import * as vscode from "vscode";
import type { LocatedFinding } from "../../core/detection/locate.ts";
import { findingName, findingSentence, type RuleNames } from "../editor/finding-words.ts";
import type { FindingArgument } from "../editor/finding-argument.ts";
import { opensServer } from "../lockers/opens-server.ts";
import { sizeWords } from "../size-words.ts";
import type { ShownFile } from "./findings-list.ts";

export interface FileNode {
  readonly kind: "file";
  readonly file: ShownFile;
}

/** Carries what its commands take, so that a row and a lens mean the same to them. */
export interface FindingNode extends FindingArgument {
  readonly kind: "finding";
  readonly parent: FileNode;
  readonly finding: LocatedFinding;
  readonly isIgnored: boolean;
}

/** Stands for the rows that are not shown yet: files, or the findings of `parent`. */
export interface MoreNode {
  readonly kind: "more";
  readonly parent: FileNode | undefined;
  readonly left: number;
}

export type Node = FileNode | FindingNode | MoreNode;

const ICONS = {
  certain: new vscode.ThemeIcon("warning", new vscode.ThemeColor("problemsWarningIcon.foreground")),
  likely: new vscode.ThemeIcon("info", new vscode.ThemeColor("problemsInfoIcon.foreground")),
  possible: new vscode.ThemeIcon("circle-outline"),
  ignored: new vscode.ThemeIcon("eye-closed"),
};
/** More files begin closed, so that VS Code does not ask for the findings of all. */
const MOST_OPEN = 100;

/** The first rows of `all`, and one for those left. */
export function bounded<Row extends Node>(
  all: readonly Row[],
  most: number,
  parent: FileNode | undefined,
): readonly (Row | MoreNode)[] {
  if (all.length <= most) return all;
  return [...all.slice(0, most), { kind: "more", parent, left: all.length - most }];
}

export function children(parent: FileNode, most: number): readonly (FindingNode | MoreNode)[] {
  const { uri, findings } = parent.file;
  const rows = findings.slice(0, most).map(({ finding, isIgnored }): FindingNode => {
    return { kind: "finding", parent, finding, isIgnored, uri, fingerprint: finding.fingerprint };
  });
  return findings.length <= most ? rows : [...rows, { kind: "more", parent, left: findings.length - most }];
}

/** A file's name may hold line breaks. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]/gu, "?");
}

function skippedItem({ file }: FileNode, item: vscode.TreeItem): vscode.TreeItem {
  item.id = `skipped ${file.uri}`; // VS Code would remember that it was not open, and keep it so with its findings
  const { reason, size } = file.skipped ?? { reason: "large", size: 0 };
  item.description = vscode.l10n.t("skipped · {0}", sizeWords(size));
  const path = oneLine(file.path);
  item.tooltip =
    reason === "large"
      ? vscode.l10n.t("{0} is large and was not scanned. Click to scan it anyway.", path)
      : vscode.l10n.t("{0} was written by a program and was not scanned. Click to scan it anyway.", path);
  item.contextValue = "skipped";
  item.command = { title: "Scan", command: "lockers.scanSkipped", arguments: [{ file: { uri: file.uri } }] };
  return item;
}

function fileItem(node: FileNode, isOpen: boolean): vscode.TreeItem {
  const { file } = node;
  const parts = oneLine(file.path).split("/");
  const folder = parts.slice(0, -1).join("/");
  const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
  const state = file.skipped !== undefined ? None : isOpen ? Expanded : Collapsed;
  const item = new vscode.TreeItem(parts.at(-1) ?? file.path, state);
  item.id = file.uri;
  item.resourceUri = vscode.Uri.parse(file.uri);
  item.iconPath = vscode.ThemeIcon.File;
  if (file.skipped !== undefined) return skippedItem(node, item);
  const count = file.findings.length.toLocaleString("en");
  item.description = folder === "" ? count : `${folder} · ${count}`;
  item.tooltip = oneLine(file.path);
  item.contextValue = file.findings.filter(({ isIgnored }) => !isIgnored).length > 1 ? "file.several" : "file";
  item.accessibilityInformation = {
    label: `file ${item.tooltip}, ${count} ${file.findings.length === 1 ? "finding" : "findings"}`,
  };
  return item;
}

function findingItem(node: FindingNode, rules: RuleNames): vscode.TreeItem {
  const { finding, isIgnored } = node;
  const name = findingName(finding, rules);
  const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.None);
  const uri = vscode.Uri.parse(node.uri);
  const range = new vscode.Range(
    finding.startLine - 1,
    finding.startColumn - 1,
    finding.endLine - 1,
    finding.endColumn - 1,
  );
  const kind = isIgnored ? "ignored" : finding.severity;
  item.id = `${node.uri} ${finding.fingerprint}`;
  item.description = isIgnored
    ? vscode.l10n.t("{0} · Ln {1} · ignored", finding.variable, finding.startLine)
    : vscode.l10n.t("{0} · Ln {1}", finding.variable, finding.startLine);
  item.iconPath = ICONS[kind];
  item.tooltip = findingSentence(finding, rules);
  item.contextValue = `finding.${kind}${opensServer(finding) ? ".token" : ""}`;
  item.command = { title: "Open", command: "vscode.open", arguments: [uri, { selection: range, preview: true }] };
  item.accessibilityInformation = { label: `${kind} finding, ${name}, line ${finding.startLine}` };
  return item;
}

function moreItem({ left, parent }: MoreNode): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t("Load More…"), vscode.TreeItemCollapsibleState.None);
  item.id = `more ${parent?.file.uri ?? ""}`;
  item.description = vscode.l10n.t("{0} left", left.toLocaleString("en"));
  item.iconPath = new vscode.ThemeIcon("ellipsis");
  const of = parent === undefined ? undefined : { file: { uri: parent.file.uri } };
  item.command = { title: "Load More", command: "lockers.showMoreFindings", arguments: [of] };
  return item;
}

/** `files`: how many there are. */
export function treeItem(node: Node, rules: RuleNames, files: number): vscode.TreeItem {
  if (node.kind === "more") return moreItem(node);
  return node.kind === "file" ? fileItem(node, files <= MOST_OPEN) : findingItem(node, rules);
}
