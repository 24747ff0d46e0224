import * as vscode from "vscode";
import { targetFinding } from "../findings/target-finding.ts";
import { registerCommand } from "../register-command.ts";
import { requireTrust } from "../require-trust.ts";
import { finishMove } from "./finish-move.ts";
import { mappingFor } from "./mapping-place.ts";
import type { MoveState } from "./move-choices.ts";
import { firstServer, type MoveSubject, proposeFor, vaultChoice } from "./move-proposal.ts";
import { askMove } from "./move-sheet.ts";
import { type MoveParts, runAgain, subjectOf } from "./run-move.ts";
import { proposeStored } from "./stored-proposal.ts";
import type { Target } from "../findings/target-finding.ts";

/** Where it is kept already, that place; else the usual one. */
async function firstState({ services, stored }: MoveParts, target: Target, subject: MoveSubject): Promise<MoveState> {
  const mapping = await mappingFor(target.document.uri);
  const place = stored.placeOf(subject.value);
  if (place !== undefined) return proposeStored(services, subject, place, mapping);
  return { ...proposeFor(subject, await vaultChoice(services, await firstServer(services))), mapping };
}

async function move(parts: MoveParts, argument: unknown): Promise<void> {
  const { services, scanner, rules } = parts;
  requireTrust(vscode.l10n.t("moved"));
  const target = await targetFinding(scanner, argument);
  if (target === undefined) {
    vscode.window.setStatusBarMessage(vscode.l10n.t("No finding at the cursor"), 5_000);
    return;
  }
  const subject = subjectOf(target, rules);
  const state = await askMove(services, subject, await firstState(parts, target, subject));
  if (state === undefined) return;
  await finishMove(parts, target, state, async () => runAgain(parts, target, state));
}

/** *Move Secret to Vault…*, from a lens, a quick fix, a row of the Findings view or the palette. */
export function moveCommand(parts: MoveParts): vscode.Disposable {
  return registerCommand(parts.services, "lockers.moveSecret", async (argument) => move(parts, argument));
}
