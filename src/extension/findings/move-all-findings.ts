import * as vscode from "vscode";
import { moveAll, type MovableFile } from "../move/move-all.ts";
import type { MoveParts } from "../move/run-move.ts";
import { registerCommand } from "../register-command.ts";
import { requireTrust } from "../require-trust.ts";
import type { FindingsList } from "./findings-list.ts";

/** *Move All Secrets…* of the Findings view: what it shows, of all files at once. */
export function moveAllFindings(parts: MoveParts, list: FindingsList): vscode.Disposable {
  return registerCommand(parts.services, "lockers.moveAllFindings", async () => {
    requireTrust(vscode.l10n.t("moved"));
    const files = list.shown().flatMap(({ uri, path, findings }): MovableFile[] => {
      const movable = findings.flatMap(({ finding, isIgnored }) => (isIgnored ? [] : [finding]));
      return movable.length === 0 ? [] : [{ uri: vscode.Uri.parse(uri), path, findings: movable }];
    });
    if (files.length === 0) vscode.window.setStatusBarMessage(vscode.l10n.t("No findings to move"), 5_000);
    else await moveAll(parts, vscode.l10n.t("Move All Secrets"), files);
  });
}
