import * as vscode from "vscode";
import type { FoundFile, LostRule, ScanCounts, ScanFolder, ScanNews } from "../../node/workspace-scan/scan-messages.ts";
import type { ScanThread } from "../../node/workspace-scan/scan-thread.ts";
import { LARGEST } from "../../node/workspace-scan/limits.ts";
import { findingPath } from "../editor/finding-path.ts";
import type { FileFindings } from "./findings-list.ts";

/** What comes of a scan, file by file. */
export interface ScanListener {
  readonly progress: (done: number, of: number) => void;
  /** With `isContinued`, the findings follow those that were told before. */
  readonly found: (file: FileFindings, isContinued: boolean) => void;
  /** A rule of the person's is left out from now on. */
  readonly lost: (rule: LostRule) => void;
}

/** Scans files of the workspace in a thread; reads those that only VS Code can reach, and lets the thread scan them. */
export interface WorkspaceScanner {
  /** Every file of every folder. */
  scanAll(listener: ScanListener, signal: AbortSignal): Promise<ScanCounts>;
  /**
   * These files, as far as a scan of everything would look at them; with `anyway` also large and minified ones, from then
   * on until the next scan of everything.
   */
  scanFiles(files: readonly vscode.Uri[], listener: ScanListener, anyway: boolean): Promise<void>;
}

/** What other people or programs made, in folders that Node cannot walk. */
const FOREIGN = "**/{node_modules,.git,.hg,.svn,bower_components,.venv,__pycache__}/**";
const NONE: ScanCounts = { files: 0, read: 0, skipped: 0, unread: 0, isPartial: false };

/** Adds up what scans of several folders come to. */
function sum(a: ScanCounts, b: ScanCounts): ScanCounts {
  return {
    files: a.files + b.files,
    read: a.read + b.read,
    skipped: a.skipped + b.skipped,
    unread: a.unread + b.unread,
    isPartial: a.isPartial || b.isPartial,
  };
}

/** What scans call a folder. */
export function folderKey({ uri }: vscode.WorkspaceFolder): string {
  return uri.scheme === "file" ? uri.fsPath : uri.toString();
}

function isOnDisk({ uri }: vscode.WorkspaceFolder): boolean {
  return uri.scheme === "file";
}

function scanFolders(folders: readonly vscode.WorkspaceFolder[]): readonly ScanFolder[] {
  const paths = folders.map(({ uri }) => uri.fsPath);
  return paths.map((path) => ({ path, nested: paths.filter((other) => other !== path && other.startsWith(path)) }));
}

/** Passes on what the thread says of files below workspace folders. */
function fromDisk(folders: readonly vscode.WorkspaceFolder[], listener: ScanListener): (news: ScanNews) => void {
  const uris = new Map(folders.map(({ uri }) => [uri.fsPath, uri]));
  return (news) => {
    if (news.kind === "progress") return listener.progress(news.done, news.of);
    if (news.kind === "lost-rule") return listener.lost(news.lost);
    for (const { folder, isContinued, ...file } of news.files) {
      const above = uris.get(folder);
      if (above === undefined) continue;
      listener.found({ ...file, uri: vscode.Uri.joinPath(above, file.path).toString() }, isContinued);
    }
  };
}

/** A file that only VS Code can read. Throws where it cannot be read. */
async function scanRemote(
  thread: ScanThread,
  uri: vscode.Uri,
  { found, lost }: ScanListener,
  { anyway, signal }: { readonly anyway: boolean; readonly signal: AbortSignal },
): Promise<ScanCounts> {
  const path = findingPath(uri);
  const { size, type } = await vscode.workspace.fs.stat(uri);
  if (type !== vscode.FileType.File) return NONE;
  if (size > LARGEST && !anyway) {
    found({ uri: uri.toString(), path, findings: [], skipped: { reason: "large", size } }, false);
    return { ...NONE, skipped: 1 };
  }
  const bytes = await vscode.workspace.fs.readFile(uri);
  const tell = (news: ScanNews): void => {
    if (news.kind === "lost-rule") lost(news.lost);
    if (news.kind === "found") for (const file of news.files) found(...remoteFile(uri, file));
  };
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  const order = {
    kind: "content",
    folder: folder === undefined ? "" : folderKey(folder),
    path,
    bytes,
    anyway,
  } as const;
  return thread.run(order, tell, signal);
}

function remoteFile(uri: vscode.Uri, { path, findings, skipped, isContinued }: FoundFile): [FileFindings, boolean] {
  return [{ uri: uri.toString(), path, findings, ...(skipped === undefined ? {} : { skipped }) }, isContinued];
}

async function scanRemoteFolder(
  thread: ScanThread,
  folder: vscode.WorkspaceFolder,
  listener: ScanListener,
  signal: AbortSignal,
): Promise<ScanCounts> {
  const uris = await vscode.workspace.findFiles(new vscode.RelativePattern(folder, "**/*"), FOREIGN);
  let counts = NONE;
  for (const [index, uri] of uris.entries()) {
    if (signal.aborted) return { ...counts, isPartial: true };
    listener.progress(index, uris.length);
    const one = scanRemote(thread, uri, listener, { anyway: false, signal });
    counts = sum(counts, await one.catch(() => ({ ...NONE, unread: 1 })));
  }
  return counts;
}

async function scanSome(
  thread: ScanThread,
  files: readonly vscode.Uri[],
  listener: ScanListener,
  anyway: boolean,
): Promise<void> {
  const { signal } = new AbortController();
  const onDisk = files.flatMap((uri) => {
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    return folder !== undefined && isOnDisk(folder) ? [{ folder: folder.uri.fsPath, path: findingPath(uri) }] : [];
  });
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(isOnDisk);
  const order = { kind: "files", files: onDisk, anyway } as const;
  if (onDisk.length > 0) await thread.run(order, fromDisk(folders, listener), signal);
  for (const uri of files) {
    if (uri.scheme === "file" || vscode.workspace.getWorkspaceFolder(uri) === undefined) continue;
    await scanRemote(thread, uri, listener, { anyway, signal }).catch(() => undefined);
  }
}

export function createWorkspaceScanner(thread: ScanThread): WorkspaceScanner {
  /** Files that were asked for although they are large or minified: they stay so when they change. */
  const asked = new Set<string>();
  const isAsked = (uri: vscode.Uri): boolean => asked.has(uri.toString());
  return {
    async scanAll(listener, signal) {
      asked.clear();
      const folders = vscode.workspace.workspaceFolders ?? [];
      const onDisk = folders.filter(isOnDisk);
      const order = { kind: "folders", folders: scanFolders(onDisk) } as const;
      let counts = onDisk.length === 0 ? NONE : await thread.run(order, fromDisk(onDisk, listener), signal);
      for (const folder of folders) {
        if (!isOnDisk(folder)) counts = sum(counts, await scanRemoteFolder(thread, folder, listener, signal));
      }
      return counts;
    },
    async scanFiles(files, listener, anyway) {
      if (anyway) for (const uri of files) asked.add(uri.toString());
      await scanSome(thread, files.filter(isAsked), listener, true);
      const others = files.filter((uri) => !isAsked(uri));
      await scanSome(thread, others, listener, false);
    },
  };
}
