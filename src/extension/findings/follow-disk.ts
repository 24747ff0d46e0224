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

/** Files and folders of which the disk tells: they have changed, or are gone. Nothing is done before the first scan. */
interface Follower extends vscode.Disposable {
  readonly look: (uri: vscode.Uri) => void;
  readonly gone: (uri: vscode.Uri) => void;
}

/** Events come in bursts, late, and in another order than things happened: what is told is only where to look. */
export function createFollower({ list, rescan, changed }: FollowParts): Follower {
  const waiting = new Map<string, vscode.Uri>();
  let read: readonly string[] = [];
  let timer: NodeJS.Timeout | undefined;

  function runLater(): void {
    timer ??= setTimeout(() => void run(), PAUSE_MS);
  }

  /** What changes meanwhile waits for the end, once: a large file that is written all the time takes longer than the pause. */
  async function run(): Promise<void> {
    const files = [...waiting.values()];
    read = [...waiting.keys()];
    waiting.clear();
    await rescan(files);
    read = [];
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
    const address = uri.toString();
    // What is being read now may have been read before its end, and be told after it.
    const under = read.filter((file) => file === address || file.startsWith(`${address}/`));
    // A folder may be there again when its end is told, as after another branch was checked out.
    for (const file of new Set([...list.forget(address), ...under])) look(vscode.Uri.parse(file));
    changed();
  }

  return {
    look,
    gone,
    dispose: () => {
      waiting.clear();
      clearTimeout(timer);
    },
  };
}

/** Keeps the last scan true: looks again at files that change on disk, and forgets those that are gone. */
export function followDisk(parts: FollowParts): vscode.Disposable {
  const { list } = parts;
  const owned = new Disposables();
  const { look, gone } = owned.add(createFollower(parts));

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
  return owned;
}
