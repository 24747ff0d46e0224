import * as vscode from "vscode";
import { targetFinding } from "../findings/target-finding.ts";
import { requireKeptPlace } from "../local-vault/require-kept-place.ts";
import { openVault } from "../open-vault.ts";
import { registerCommand } from "../register-command.ts";
import { requireTrust } from "../require-trust.ts";
import { approveOwnWrite } from "./approve-own-write.ts";
import { mappingFor } from "./mapping-place.ts";
import { firstServer, proposeFor, rememberServer, vaultChoice } from "./move-proposal.ts";
import { askMove } from "./move-sheet.ts";
import { findAgain, type MoveParts, runMove, subjectOf } from "./run-move.ts";
import { tellMoved } from "./tell-moved.ts";

async function move(parts: MoveParts, argument: unknown): Promise<void> {
  const { services, scanner, rules } = parts;
  requireTrust(vscode.l10n.t("moved"));
  const target = await targetFinding(scanner, argument);
  if (target === undefined) {
    vscode.window.setStatusBarMessage(vscode.l10n.t("No finding at the cursor"), 5_000);
    return;
  }
  const { document } = target;
  const subject = subjectOf(target, rules);
  const mapping = await mappingFor(document.uri);
  const choice = await vaultChoice(services, await firstServer(services));
  const state = await askMove(services, subject, { ...proposeFor(subject, choice), mapping });
  if (state === undefined) return;
  requireKeptPlace(state.server);
  await openVault(services, state.server);
  const moving = { location: vscode.ProgressLocation.Window, title: vscode.l10n.t("Moving…") };
  const result = await vscode.window.withProgress(moving, async () =>
    runMove(parts, findAgain(target, scanner), state),
  );
  await approveOwnWrite(services, state.mapping, result.mapping);
  await rememberServer(services, state.server);
  services.changes.tell({ kind: "secrets", server: state.server, at: state.at });
  await tellMoved({ services, scanner, document, state, result });
}

/** *Move Secret to Vault…*, from a lens, a quick fix, a row of the Findings view or the palette. */
export function moveCommand(parts: MoveParts): vscode.Disposable {
  return registerCommand(parts.services, "lockers.moveSecret", async (argument) => move(parts, argument));
}
