import * as vscode from "vscode";
import type { Clock } from "../../core/ports.ts";
import { abortOn } from "../abort-on.ts";
import { setContext } from "../context-keys.ts";
import { Disposables } from "../disposables.ts";
import { type Registering, registerCommand } from "../register-command.ts";
import type { FindingsList } from "./findings-list.ts";
import type { FindingsView } from "./findings-view.ts";
import { parseFileArgument } from "./target-finding.ts";
import type { ScanListener, WorkspaceScanner } from "./workspace-scan.ts";

export interface ScanCommandParts {
  readonly scanner: WorkspaceScanner;
  readonly list: FindingsList;
  readonly view: FindingsView;
  readonly clock: Clock;
  /** Settled once the lists of what is ignored are there. */
  readonly ready: () => Promise<unknown>;
  /** What the scans know has changed. */
  readonly changed: () => void;
  readonly lost: ScanListener["lost"];
}

const SHOWN_MS = 5_000;

/** Puts what is found into the list and onto the screen at once. */
export function listening(
  { list, view, lost }: Pick<ScanCommandParts, "list" | "view" | "lost">,
  progress: ScanListener["progress"],
): ScanListener {
  return {
    progress,
    lost,
    found(file, isContinued) {
      list.setScanned(file, isContinued);
      view.refresh();
    },
  };
}

async function scanAll(parts: ScanCommandParts, cancel: vscode.CancellationToken): Promise<void> {
  const { scanner, list, view, clock, ready } = parts;
  const signal = abortOn(cancel);
  view.scanning(vscode.l10n.t("Looking for files…"));
  await ready();
  const found = new Set<string>();
  const listener = listening(parts, (done, of) => {
    const [there, all] = [done.toLocaleString("en"), of.toLocaleString("en")];
    if (!signal.aborted) view.scanning(vscode.l10n.t("Scanning {0} of {1} files…", there, all));
  });
  const gather: ScanListener = {
    ...listener,
    found(file, isContinued) {
      found.add(file.uri);
      listener.found(file, isContinued);
    },
  };
  const { files, skipped, isPartial } = await scanner.scanAll(gather, signal);
  list.endScan({ files, skipped, isPartial, finished: clock.now() }, found);
  parts.changed();
}

async function scanSkipped(parts: ScanCommandParts, argument: unknown): Promise<void> {
  const uri = parseFileArgument(argument);
  if (uri === undefined) return;
  let count = 0;
  const { scanner, changed } = parts;
  const listener = listening(parts, () => undefined);
  const found: ScanListener["found"] = (file, isContinued) => {
    count += file.findings.length;
    listener.found(file, isContinued);
  };
  const work = async (): Promise<void> => scanner.scanFiles([uri], { ...listener, found }, true);
  await vscode.window.withProgress({ location: { viewId: "lockers.findings" } }, work);
  changed();
  const name = uri.path.split("/").at(-1) ?? "";
  if (count === 0) vscode.window.setStatusBarMessage(vscode.l10n.t("{0} holds no secrets", name), SHOWN_MS);
}

/** *Scan Workspace for Secrets* and the button that stops it. A second scan takes the place of the first. */
export function scanCommands(registering: Registering, parts: ScanCommandParts): vscode.Disposable {
  const owned = new Disposables();
  let running: vscode.CancellationTokenSource | undefined;

  async function scan(): Promise<void> {
    running?.cancel();
    const own = new vscode.CancellationTokenSource();
    running = own;
    await setContext("lockers.scanning", true);
    try {
      await scanAll(parts, own.token);
    } finally {
      own.dispose();
      if (running === own) {
        running = undefined;
        await setContext("lockers.scanning", false);
        parts.view.scanning(undefined);
      }
      parts.view.refresh();
    }
  }

  owned.add(
    registerCommand(registering, "lockers.scanWorkspace", async () => {
      if ((vscode.workspace.workspaceFolders ?? []).length === 0) {
        const open = vscode.l10n.t("Open Folder…");
        const text = vscode.l10n.t("There is no folder to scan.");
        const pressed = await registering.ask.toast({ level: "info", text, buttons: [open] });
        if (pressed === open) await vscode.commands.executeCommand("workbench.action.files.openFolder");
        return;
      }
      await vscode.commands.executeCommand("lockers.findings.focus");
      await vscode.window.withProgress({ location: { viewId: "lockers.findings" } }, scan);
    }),
  );
  owned.add(registerCommand(registering, "lockers.scanSkipped", async (argument) => scanSkipped(parts, argument)));
  owned.add(registerCommand(registering, "lockers.stopScan", async () => running?.cancel()));
  owned.add({ dispose: () => running?.cancel() });
  return owned;
}
