import * as vscode from "vscode";
import { Disposables } from "../disposables.ts";
import type { DocumentScanner } from "../editor/document-scanner.ts";
import { type Registering, registerCommand } from "../register-command.ts";
import { IGNORE_FILE } from "./ignore-file.ts";
import type { IgnoreLists } from "./ignore-lists.ts";
import { targetFinding } from "./target-finding.ts";

const SHOWN_MS = 5_000;

/** *Ignore This Finding*: one line in `.lockersignore`, at once and without a question. */
export function ignoreCommands(
  registering: Registering,
  scanner: DocumentScanner,
  ignores: IgnoreLists,
): vscode.Disposable {
  const owned = new Disposables();
  owned.add(
    registerCommand(registering, "lockers.ignoreFinding", async (argument) => {
      const target = await targetFinding(scanner, argument);
      if (target === undefined) {
        vscode.window.setStatusBarMessage(vscode.l10n.t("No finding at the cursor"), SHOWN_MS);
        return;
      }
      const { document, finding } = target;
      await ignores.add(document.uri, finding);
      vscode.window.setStatusBarMessage(vscode.l10n.t("Ignored in {0}", IGNORE_FILE), SHOWN_MS);
    }),
  );
  return owned;
}
