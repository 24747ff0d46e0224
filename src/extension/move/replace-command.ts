import * as vscode from "vscode";
import { targetFinding } from "../findings/target-finding.ts";
import { registerCommand } from "../register-command.ts";
import { requireTrust } from "../require-trust.ts";
import { finishMove } from "./finish-move.ts";
import { mappingFor } from "./mapping-place.ts";
import { avoidTaken } from "./move-proposal.ts";
import { type MoveParts, runAgain, subjectOf } from "./run-move.ts";
import { proposeStored } from "./stored-proposal.ts";

async function replace(parts: MoveParts, argument: unknown): Promise<void> {
  const { services, scanner, rules, stored } = parts;
  requireTrust(vscode.l10n.t("replaced"));
  const target = await targetFinding(scanner, argument);
  const subject = target && subjectOf(target, rules);
  const place = subject && stored.placeOf(subject.value);
  if (target === undefined || subject === undefined || place === undefined) {
    vscode.window.setStatusBarMessage(vscode.l10n.t("Nothing here is known to be stored already"), 5_000);
    return;
  }
  const proposed = await proposeStored(services, subject, place, await mappingFor(target.document.uri));
  // The name of the variable may have to give way; the place does not: the move itself looks whether it still holds it.
  const { variable } = await avoidTaken(services, subject.value, proposed);
  const state = { ...proposed, variable };
  await finishMove(parts, target, state, async () => runAgain(parts, target, state));
}

/** *Replace with the Stored One*: leaves code that reads the value from where it is kept already. Writes to no vault. */
export function replaceCommand(parts: MoveParts): vscode.Disposable {
  return registerCommand(parts.services, "lockers.replaceWithStored", async (argument) => replace(parts, argument));
}
