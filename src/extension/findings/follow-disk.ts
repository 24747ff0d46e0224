import * as vscode from "vscode";
import { Disposables } from "../disposables.ts";
import type { FindingsList } from "./findings-list.ts";

export interface FollowParts {
  readonly list: FindingsList;
  /** Looks at these files again, and tells the list. Throws nothing. */
  readonly rescan: (files: readonly vscode.Uri[]) => Promise<void>;
  /** Something left the list. */
  readonly changed: () => void;
}

/** Saving, formatting and a build change files in bursts. */
const PAUSE_MS = 400;
/** What a scan passes over; such files change by the thousand. */
const FOREIGN = /\/(?:node_modules|\.git|\.hg|\.svn|bower_components|__pycache__|\.venv)(?:\/|$)/;

/** Keeps the last scan true: looks again at files that change on disk, and forgets those that are gone. Nothing before the first scan. */
export function followDisk({ list, rescan, changed }: FollowParts): vscode.Disposable {
  const owned = new Disposables();
  const waiting = new Map<string, vscode.Uri>();
  let timer: NodeJS.Timeout | undefined;

  function runLater(): void {
    timer ??= setTimeout(() => void run(), PAUSE_MS);
  }

  /** What changes meanwhile waits for the end, once: a large file that is written all the time takes longer than the pause. */
  async function run(): Promise<void> {
    const files = [...waiting.values()];
    waiting.clear();
    await rescan(files);
    timer = undefined;
    if (waiting.size > 0) runLater();
  }

  function look(uri: vscode.Uri): void {
    if (list.summary() === undefined || FOREIGN.test(uri.path)) return;
    waiting.set(uri.toString(), uri);
    runLater();
  }

  function gone(uri: vscode.Uri): void {
    if (list.summary() === undefined) return;
    waiting.delete(uri.toString());
    // A folder may be there again when its end is told, as after another branch was checked out.
    for (const file of list.forget(uri.toString())) look(vscode.Uri.parse(file));
    changed();
  }

  /** What is below a renamed folder is not told one by one everywhere. */
  function renamed({ files }: vscode.FileRenameEvent): void {
    for (const { oldUri, newUri } of files) {
      const [from, to] = [oldUri.toString(), newUri.toString()];
      for (const { uri } of list.scanned()) {
        if (uri === from || uri.startsWith(`${from}/`)) look(vscode.Uri.parse(to + uri.slice(from.length)));
      }
      gone(oldUri);
    }
  }

  const watcher = owned.add(vscode.workspace.createFileSystemWatcher("**/*"));
  owned.add(watcher.onDidChange(look));
  owned.add(watcher.onDidCreate(look));
  owned.add(watcher.onDidDelete(gone));
  owned.add(vscode.workspace.onDidRenameFiles(renamed));
  owned.add({
    dispose: () => {
      waiting.clear();
      clearTimeout(timer);
    },
  });
  return owned;
}
