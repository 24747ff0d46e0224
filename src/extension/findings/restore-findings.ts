import * as vscode from "vscode";
import type { FindingsList } from "./findings-list.ts";
import type { FindingsView } from "./findings-view.ts";
import type { KeptResults } from "./kept-results.ts";

export interface RestoreParts {
  readonly kept: KeptResults;
  readonly list: FindingsList;
  readonly view: Pick<FindingsView, "refresh">;
}

/** What the view showed before the window was loaded anew. */
export interface RestoredFindings extends vscode.Disposable {
  /** Puts the last results into the list. Gives their files, which may have changed since. */
  restore(): Promise<readonly vscode.Uri[]>;
  /** Keeps what the list knows of scans, soon. */
  readonly save: () => void;
}

const PAUSE_MS = 2_000;

export function restoreFindings({ kept, list, view }: RestoreParts): RestoredFindings {
  let timer: NodeJS.Timeout | undefined;

  function write(): void {
    timer = undefined;
    const summary = list.summary();
    if (summary !== undefined) void kept.write({ files: list.scanned(), summary });
  }

  return {
    async restore() {
      const results = await kept.read();
      if (results === undefined || list.summary() !== undefined) return [];
      const uris: vscode.Uri[] = [];
      for (const file of results.files) {
        const uri = vscode.Uri.parse(file.uri);
        if (vscode.workspace.getWorkspaceFolder(uri) === undefined) continue; // the folder has left the workspace
        list.setScanned(file);
        uris.push(uri);
      }
      list.endScan(results.summary, new Set(uris.map(String)));
      view.refresh();
      return uris;
    },
    save() {
      timer ??= setTimeout(write, PAUSE_MS);
    },
    dispose() {
      if (timer === undefined) return;
      clearTimeout(timer);
      write();
    },
  };
}
