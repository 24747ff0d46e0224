import * as vscode from "vscode";
import { createScanThread } from "../../node/workspace-scan/scan-thread.ts";
import type { RuleTelling } from "../custom-rules/tell-rules.ts";
import { Disposables } from "../disposables.ts";
import type { DocumentScanner } from "../editor/document-scanner.ts";
import type { RuleNames } from "../editor/finding-words.ts";
import type { MoveParts } from "../move/run-move.ts";
import { registerCommand } from "../register-command.ts";
import type { Services } from "../services.ts";
import { filterCommand } from "./filter-command.ts";
import { createFindingsFilter } from "./findings-filter.ts";
import { createFindingsList } from "./findings-list.ts";
import { createFindingsView } from "./findings-view.ts";
import { followDisk } from "./follow-disk.ts";
import type { IgnoreLists } from "./ignore-lists.ts";
import { createKeptResults } from "./kept-results.ts";
import { moveAllFindings } from "./move-all-findings.ts";
import { trackOpenDocuments } from "./open-documents.ts";
import { restoreFindings } from "./restore-findings.ts";
import { listening, scanCommands } from "./scan-command.ts";
import { parseFileArgument } from "./target-finding.ts";
import { createWorkspaceScanner, folderKey, type ScanListener, type WorkspaceScanner } from "./workspace-scan.ts";

export interface FindingsParts {
  readonly rules: RuleNames;
  readonly documents: DocumentScanner;
  readonly ignores: IgnoreLists;
  readonly showsPossible: () => boolean;
  readonly moves: MoveParts;
  readonly lost: RuleTelling["lost"];
}

/** The person's rules by folder, as JSON; a folder of several may have some of its own. */
function rulesOfFolders(settings: Services["settings"]): Readonly<Record<string, string>> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return Object.fromEntries(
    folders.flatMap((folder) => {
      const own = settings.read("lockers.detection.rules", folder.uri);
      return own.length === 0 ? [] : [[folderKey(folder), JSON.stringify(own)]];
    }),
  );
}

/** A thread for this workspace; it keeps what it knows of files in the workspace's own storage. */
function thread({ extensionUri, storageUri, settings }: Services, owned: Disposables) {
  const bundle = (name: string): string => vscode.Uri.joinPath(extensionUri, "dist", name).fsPath;
  const cache = storageUri && vscode.Uri.joinPath(storageUri, "scan-cache.json").fsPath;
  const made = createScanThread({
    worker: bundle("scan-worker.cjs"),
    // Read anew whenever a thread is started.
    get settings() {
      const sets = rulesOfFolders(settings);
      const custom = { rules: sets, worker: bundle("custom-rules-worker.cjs") };
      return { rules: bundle("detection.cjs"), cache, custom: Object.keys(sets).length === 0 ? undefined : custom };
    },
  });
  owned.add({ dispose: made.end });
  owned.add(settings.onDidChange("lockers.detection.rules", made.renew));
  owned.add(vscode.workspace.onDidChangeWorkspaceFolders(made.renew));
  return made;
}

interface Rescanning {
  readonly scanner: WorkspaceScanner;
  readonly listener: ScanListener;
  readonly save: () => void;
}

/** Looks at files again that have changed on disk. Nobody waits for it. */
function rescanning({ log }: Services, { scanner, listener, save }: Rescanning) {
  return async (files: readonly vscode.Uri[]): Promise<void> => {
    try {
      await scanner.scanFiles(files, listener, false);
      save();
    } catch (error) {
      log.problem("scan of changed files", error);
    }
  };
}

/** The Findings view, the scan of the workspace and what keeps both true. */
export function workspaceFindings(services: Services, parts: FindingsParts): vscode.Disposable {
  const { clock } = services;
  const { rules, documents, ignores, showsPossible, lost } = parts;
  const owned = new Disposables();
  const filter = createFindingsFilter(services.workspaceMemory, showsPossible);
  const list = createFindingsList({
    filter: () => filter.shown(),
    ignoredIn: (file) => ignores.ignoredIn(vscode.Uri.parse(file.uri)),
  });
  const view = owned.add(createFindingsView({ list, filter, rules, clock }));
  services.findings.shown = view;
  const threads = thread(services, owned);
  const scanner = createWorkspaceScanner(threads);
  const results = services.storageUri && vscode.Uri.joinPath(services.storageUri, "findings.json").fsPath;
  const kept = restoreFindings({ kept: createKeptResults(results), list, view });
  owned.add(kept);

  function refilter(): void {
    list.refilter();
    view.refresh();
  }

  const rescan = rescanning(services, {
    scanner,
    save: kept.save,
    listener: listening({ list, view, lost }, () => undefined),
  });
  void kept.restore().then((files) => view.whenShown(() => void rescan(files)));
  owned.add(trackOpenDocuments(documents, list, view.refresh));
  owned.add(followDisk({ list, rescan, changed: () => (view.refresh(), kept.save()) }));
  owned.add(
    scanCommands(services, {
      scanner,
      list,
      view,
      clock,
      lost,
      ready: async () => ignores.ready(),
      changed: kept.save,
    }),
  );
  owned.add(filterCommand(services, filter, () => list.counts(), refilter));
  owned.add(moveAllFindings(parts.moves, list));
  owned.add(
    registerCommand(services, "lockers.showMoreFindings", async (argument) => {
      view.showMore(parseFileArgument(argument)?.toString());
    }),
  );
  owned.add(ignores.onDidChange(refilter));
  owned.add(services.settings.onDidChange("lockers.detection.showPossible", refilter));
  return owned;
}
