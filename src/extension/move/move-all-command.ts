import * as vscode from "vscode";
import { locateFindings } from "../../core/detection/locate.ts";
import { currentDocument } from "../current-document.ts";
import { parseFileArgument } from "../findings/target-finding.ts";
import { findingPath } from "../editor/finding-path.ts";
import { registerCommand } from "../register-command.ts";
import { requireTrust } from "../require-trust.ts";
import { moveAll } from "./move-all.ts";
import type { MoveParts } from "./run-move.ts";

async function moveAllInFile(parts: MoveParts, argument: unknown): Promise<void> {
  requireTrust(vscode.l10n.t("moved"));
  const uri = parseFileArgument(argument) ?? vscode.window.activeTextEditor?.document.uri;
  if (uri === undefined) return;
  const document = await currentDocument(uri);
  const findings = locateFindings(document.getText(), parts.scanner.scanned(document).findings);
  if (findings.length === 0) {
    vscode.window.setStatusBarMessage(vscode.l10n.t("No findings in this file"), 5_000);
    return;
  }
  await moveAll(parts, vscode.l10n.t("Move All Secrets in File"), [{ uri, path: findingPath(uri), findings }]);
}

/** *Move All Secrets in File…*: choose the findings, then one sheet for the place of all. */
export function moveAllCommand(parts: MoveParts): vscode.Disposable {
  return registerCommand(parts.services, "lockers.moveAll", async (argument) => moveAllInFile(parts, argument));
}
