import * as vscode from "vscode";
import type { LocatedFinding } from "../../core/detection/locate.ts";
import { findingName, findingSentence, type RuleNames } from "../editor/finding-words.ts";
import type { FindingArgument } from "../editor/finding-argument.ts";
import type { FileFindings } from "./findings-list.ts";

export interface FileNode {
  readonly kind: "file";
  readonly file: FileFindings;
}

/** Carries what its commands take, so that a row and a lens mean the same to them. */
export interface FindingNode extends FindingArgument {
  readonly kind: "finding";
  readonly parent: FileNode;
  readonly finding: LocatedFinding;
}

export type Node = FileNode | FindingNode;

const ICONS = {
  certain: new vscode.ThemeIcon("warning", new vscode.ThemeColor("problemsWarningIcon.foreground")),
  likely: new vscode.ThemeIcon("info", new vscode.ThemeColor("problemsInfoIcon.foreground")),
  possible: new vscode.ThemeIcon("circle-outline"),
};

export function children(parent: FileNode): readonly FindingNode[] {
  const { uri, findings } = parent.file;
  return findings.map((finding) => ({
    kind: "finding",
    parent,
    finding,
    uri,
    fingerprint: finding.fingerprint,
  }));
}

function sizeWords(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.round(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function fileItem({ file }: FileNode): vscode.TreeItem {
  const uri = vscode.Uri.parse(file.uri);
  const parts = file.path.split("/");
  const name = parts.at(-1) ?? file.path;
  const folder = parts.slice(0, -1).join("/");
  if (file.skipped !== undefined) {
    const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.None);
    item.id = file.uri;
    item.resourceUri = uri;
    item.description = `skipped · ${sizeWords(file.skipped.size)}`;
    item.tooltip = `${file.path} is ${file.skipped.reason === "large" ? "large" : "minified"}, so it was not read.`;
    item.command = { title: "Open", command: "vscode.open", arguments: [uri, { preview: true }] };
    return item;
  }
  const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Expanded);
  item.id = file.uri;
  item.resourceUri = uri;
  item.iconPath = vscode.ThemeIcon.File;
  item.description = folder === "" ? `${file.findings.length}` : `${folder} · ${file.findings.length}`;
  item.tooltip = file.path;
  item.contextValue = file.findings.length > 1 ? "file.several" : "file";
  item.accessibilityInformation = { label: `file ${file.path}, ${file.findings.length} findings` };
  return item;
}

function findingItem(node: FindingNode, rules: RuleNames): vscode.TreeItem {
  const { finding } = node;
  const item = new vscode.TreeItem(findingName(finding, rules), vscode.TreeItemCollapsibleState.None);
  const uri = vscode.Uri.parse(node.uri);
  const range = new vscode.Range(
    finding.startLine - 1,
    finding.startColumn - 1,
    finding.endLine - 1,
    finding.endColumn - 1,
  );
  item.id = `${node.uri} ${finding.fingerprint}`;
  item.description = `${finding.variable} · Ln ${finding.startLine}`;
  item.iconPath = ICONS[finding.severity];
  item.tooltip = findingSentence(finding, rules);
  item.contextValue = `finding.${finding.severity}`;
  item.command = { title: "Open", command: "vscode.open", arguments: [uri, { selection: range, preview: true }] };
  const name = findingName(finding, rules);
  item.accessibilityInformation = { label: `${finding.severity} finding, ${name}, line ${finding.startLine}` };
  return item;
}

export function treeItem(node: Node, rules: RuleNames): vscode.TreeItem {
  return node.kind === "file" ? fileItem(node) : findingItem(node, rules);
}
