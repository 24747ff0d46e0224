import * as vscode from "vscode";
import type { Finding } from "../../core/detection/finding.ts";
import { type IgnoreFile, parseIgnoreFile } from "../../core/detection/ignore-file.ts";
import { Disposables } from "../disposables.ts";
import { findingPath } from "../editor/document-scanner.ts";
import { IGNORE_FILE, withIgnored } from "./ignore-file.ts";

/** The `.lockersignore` of each workspace folder. Read when the first finding asks for it. */
export interface IgnoreLists extends vscode.Disposable {
  /** Also true while the folder's file is still being read: `onDidChange` follows, and nothing flickers. */
  readonly isIgnored: (document: vscode.Uri, finding: Finding) => boolean;
  /** Adds a line and saves the file. Does nothing for a document outside of every folder. */
  add(document: vscode.Uri, finding: Finding): Promise<void>;
  /** Resolves once every folder's file was read: a scan of the workspace must not take "still being read" for "ignored". */
  ready(): Promise<void>;
  readonly onDidChange: vscode.Event<void>;
}

async function read(file: vscode.Uri): Promise<string> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === file.toString());
  if (open !== undefined) return open.getText();
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === "FileNotFound") return "";
    throw error;
  }
}

/** Through the editor where the file is open there, so that its undo stack and unsaved lines survive. */
async function replace(file: vscode.Uri, text: string): Promise<void> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === file.toString());
  if (open === undefined) return vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  const edit = new vscode.WorkspaceEdit();
  edit.replace(file, new vscode.Range(0, 0, open.lineCount, 0), text);
  await vscode.workspace.applyEdit(edit);
  await open.save();
}

function hides(list: IgnoreFile, document: vscode.Uri, finding: Finding): boolean {
  const path = findingPath(document);
  return list.ignores(finding, path) || list.ignoresPath(path);
}

function fileFor(document: vscode.Uri): vscode.Uri | undefined {
  const folder = vscode.workspace.getWorkspaceFolder(document);
  return folder && vscode.Uri.joinPath(folder.uri, IGNORE_FILE);
}

export function createIgnoreLists(): IgnoreLists {
  const owned = new Disposables();
  const changed = owned.add(new vscode.EventEmitter<void>());
  const loaded = new Map<string, IgnoreFile | "loading">();

  async function load(file: vscode.Uri): Promise<void> {
    loaded.set(file.toString(), "loading");
    // A file that cannot be read ignores nothing: rather too many findings than too few.
    const text = await read(file).catch(() => "");
    loaded.set(file.toString(), parseIgnoreFile(text));
    changed.fire();
  }

  const watcher = owned.add(vscode.workspace.createFileSystemWatcher(`**/${IGNORE_FILE}`));
  for (const event of [watcher.onDidChange, watcher.onDidCreate, watcher.onDidDelete]) {
    owned.add(event((file) => void (loaded.has(file.toString()) && load(file))));
  }

  return {
    isIgnored(document, finding) {
      const file = fileFor(document);
      if (file === undefined) return false;
      const list = loaded.get(file.toString());
      if (list === undefined) void load(file);
      return list === undefined || list === "loading" || hides(list, document, finding);
    },
    async add(document, finding) {
      const file = fileFor(document);
      if (file === undefined) return;
      await replace(file, withIgnored(await read(file), finding, findingPath(document)));
      await load(file);
    },
    async ready() {
      const files = (vscode.workspace.workspaceFolders ?? []).flatMap(({ uri }) => fileFor(uri) ?? []);
      await Promise.all(files.map(async (file) => load(file)));
    },
    onDidChange: changed.event,
    dispose: () => owned.dispose(),
  };
}
