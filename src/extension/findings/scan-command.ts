import * as vscode from "vscode";
import type { Clock } from "../../core/ports.ts";
import { setContext } from "../context-keys.ts";
import { Disposables } from "../disposables.ts";
import { type Registering, registerCommand } from "../register-command.ts";
import type { FindingsList } from "./findings-list.ts";
import type { FindingsView } from "./findings-view.ts";
import { type ScanParts, scanWorkspace } from "./workspace-scan.ts";

export interface ScanCommandParts extends ScanParts {
  readonly list: FindingsList;
  readonly view: FindingsView;
  readonly clock: Clock;
  /** Settled once detection and the lists of what is ignored are there. */
  readonly ready: () => Promise<unknown>;
}

async function scanAll(parts: ScanCommandParts, cancel: vscode.CancellationToken): Promise<void> {
  const { list, view, clock, ready } = parts;
  await ready();
  const { files, read, skipped, isPartial } = await scanWorkspace(parts, cancel, ({ done, of }) => {
    const [there, all] = [done.toLocaleString("en"), of.toLocaleString("en")];
    view.scanning(vscode.l10n.t("Scanning {0} of {1} files…", there, all));
  });
  list.setScanned(files, { files: read, skipped, isPartial, finished: clock.now() });
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
      await vscode.commands.executeCommand("lockers.findings.focus");
      await vscode.window.withProgress({ location: { viewId: "lockers.findings" } }, scan);
    }),
  );
  owned.add(registerCommand(registering, "lockers.stopScan", async () => running?.cancel()));
  owned.add({ dispose: () => running?.cancel() });
  return owned;
}
