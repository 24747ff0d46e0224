import * as vscode from "vscode";
import type { Finding } from "../../core/detection/finding.ts";
import {
  ignoreLine,
  ignoreRuleLine,
  type IgnoreEntry,
  type IgnoreFile,
  isHiddenBy,
  parseIgnoreFile,
} from "../../core/detection/ignore-file.ts";
import { Disposables } from "../disposables.ts";
import { fileOf, findingPath } from "../editor/finding-path.ts";
import { changeText, readText } from "./edit-file.ts";
import { IGNORE_FILE, lineAdded, lineRemoved } from "./ignore-file.ts";

/** A line of a `.lockersignore`, counted from 0. */
export interface IgnoreLine {
  readonly file: vscode.Uri;
  readonly line: number;
}

/** The `.lockersignore` of each workspace folder. Read when the first finding asks for it. */
export interface IgnoreLists extends vscode.Disposable {
  /** Also true while the folder's file is read for the first time: `onDidChange` follows, and nothing flickers. */
  readonly isIgnored: (document: vscode.Uri, finding: Finding) => boolean;
  /** The same question for many findings of one document. */
  readonly ignoredIn: (document: vscode.Uri) => (finding: Finding) => boolean;
  /** The file that ignores findings of a document; undefined for a document outside of every folder. */
  readonly fileFor: (document: vscode.Uri) => vscode.Uri | undefined;
  /** Add a line and save the file. They do nothing for a document outside of every folder. */
  addFinding(document: vscode.Uri, finding: Finding): Promise<void>;
  addRule(document: vscode.Uri, rule: string): Promise<void>;
  /** Takes out a line, where it says something, and saves the file. */
  remove(line: IgnoreLine): Promise<void>;
  /**
   * Takes out the lines that are about this finding, or about its rule in this file. Where it is a wider line that keeps
   * it away, nothing is changed and that line is given back.
   */
  stopIgnoring(document: vscode.Uri, finding: Finding): Promise<IgnoreLine | undefined>;
  /** Resolves once every folder's file was read: a scan of the workspace must not take "still being read" for "ignored". */
  ready(): Promise<void>;
  readonly onDidChange: vscode.Event<void>;
}

function fileFor(document: vscode.Uri): vscode.Uri | undefined {
  const folder = vscode.workspace.getWorkspaceFolder(fileOf(document));
  return folder && vscode.Uri.joinPath(folder.uri, IGNORE_FILE);
}

/** As on the command line. A list that is longer was reviewed by nobody. */
const LARGEST = 1_000_000;

async function listText(file: vscode.Uri): Promise<string> {
  return (await vscode.workspace.fs.stat(file)).size > LARGEST ? "" : readText(file);
}

/** What is loaded of each file. A file that is read again keeps what it said until it is read. */
function createLoading(told: () => void) {
  const lists = new Map<string, IgnoreFile>();
  const rounds = new Map<string, number>();

  async function load(file: vscode.Uri): Promise<void> {
    const key = file.toString();
    const round = (rounds.get(key) ?? 0) + 1;
    rounds.set(key, round);
    // A file that cannot be read ignores nothing: rather too many findings than too few.
    const text = await listText(file).catch(() => "");
    if (rounds.get(key) !== round) return;
    lists.set(key, parseIgnoreFile(text));
    told();
  }

  return {
    load,
    isAsked: (file: vscode.Uri) => rounds.has(file.toString()),
    list: (file: vscode.Uri) => lists.get(file.toString()),
  };
}

/** True where the line is about nothing but this finding, or its rule in its file. */
function isOwn(entry: IgnoreEntry, { rule }: Finding, path: string, text: string): boolean {
  if (entry.kind !== "rule") return entry.kind === "finding";
  return text.split(/\r?\n/)[entry.line]?.startsWith(ignoreRuleLine(rule, path)) === true;
}

type Editing = Pick<IgnoreLists, "addFinding" | "addRule" | "remove" | "stopIgnoring">;

/** `load` is called after each change. */
function createEditing(load: (file: vscode.Uri) => Promise<void>): Editing {
  let last: Promise<unknown> = Promise.resolve();

  /** One change after the other: two in a moment must not undo each other. */
  async function change(file: vscode.Uri, edit: Parameters<typeof changeText>[1]): Promise<void> {
    const before = last;
    const work = (async () => {
      await before;
      await changeText(file, edit);
      await load(file);
    })();
    last = work.catch(() => undefined);
    return work;
  }

  async function add(document: vscode.Uri, line: string): Promise<void> {
    const file = fileFor(document);
    if (file !== undefined) await change(file, (text) => [lineAdded(text, line)]);
  }

  async function stopIgnoring(document: vscode.Uri, finding: Finding): Promise<IgnoreLine | undefined> {
    const file = fileFor(document);
    if (file === undefined) return undefined;
    const path = findingPath(document);
    let wider: number | undefined;
    await change(file, (text) => {
      const hiding = parseIgnoreFile(text).entries.filter((entry) => isHiddenBy(entry, finding, path));
      const own = hiding.filter((entry) => isOwn(entry, finding, path, text));
      wider = hiding.find((entry) => !own.includes(entry))?.line;
      return own.map(({ line }) => lineRemoved(text, line));
    });
    return wider === undefined ? undefined : { file, line: wider };
  }

  return {
    addFinding: async (document, finding) => add(document, ignoreLine(finding, findingPath(document))),
    addRule: async (document, rule) => add(document, ignoreRuleLine(rule, findingPath(document))),
    remove: async ({ file, line }) =>
      change(file, (text) => {
        const says = parseIgnoreFile(text).entries.some((entry) => entry.line === line);
        return says ? [lineRemoved(text, line)] : [];
      }),
    stopIgnoring,
  };
}

export function createIgnoreLists(): IgnoreLists {
  const owned = new Disposables();
  const changed = owned.add(new vscode.EventEmitter<void>());
  const { load, isAsked, list } = createLoading(() => changed.fire());

  function changedOutside(file: vscode.Uri): void {
    if (isAsked(file)) void load(file);
  }
  const watcher = owned.add(vscode.workspace.createFileSystemWatcher(`**/${IGNORE_FILE}`));
  for (const event of [watcher.onDidChange, watcher.onDidCreate, watcher.onDidDelete]) owned.add(event(changedOutside));
  // A file system that an extension offers may tell of no changes.
  owned.add(vscode.workspace.onDidSaveTextDocument(({ uri }) => changedOutside(uri)));

  function ignoredIn(document: vscode.Uri): (finding: Finding) => boolean {
    const file = fileFor(document);
    if (file === undefined) return () => false;
    if (!isAsked(file)) void load(file);
    const known = list(file);
    const path = findingPath(document);
    return (finding) => known === undefined || known.ignores(finding, path) || known.ignoresPath(path);
  }

  return {
    ...createEditing(load),
    fileFor,
    isIgnored: (document, finding) => ignoredIn(document)(finding),
    ignoredIn,
    async ready() {
      const files = (vscode.workspace.workspaceFolders ?? []).flatMap(({ uri }) => fileFor(uri) ?? []);
      await Promise.all(files.map(async (file) => load(file)));
    },
    onDidChange: changed.event,
    dispose: () => owned.dispose(),
  };
}
