import * as vscode from "vscode";
import { requireKeptPlace } from "../local-vault/require-kept-place.ts";
import { openVault } from "../open-vault.ts";
import type { Target } from "../findings/target-finding.ts";
import { approveOwnWrite } from "./approve-own-write.ts";
import type { MoveState } from "./move-choices.ts";
import { rememberServer } from "./move-proposal.ts";
import { findAgain, type MoveParts, runMove } from "./run-move.ts";
import { tellMoved } from "./tell-moved.ts";

/** Does what the choices say: opens the vault, moves the secret, tells of it. Throws what `moveSecret` throws, `cancelled`. */
export async function finishMove(parts: MoveParts, target: Target, state: MoveState): Promise<void> {
  const { services, scanner } = parts;
  requireKeptPlace(state.server);
  await openVault(services, state.server);
  const moving = { location: vscode.ProgressLocation.Window, title: vscode.l10n.t("Moving…") };
  const result = await vscode.window.withProgress(moving, async () =>
    runMove(parts, findAgain(target, scanner), state),
  );
  await approveOwnWrite(services, state.mapping, result.mapping);
  await rememberServer(services, state.server);
  services.changes.tell({ kind: "secrets", server: state.server, at: state.at });
  await tellMoved({ services, scanner, document: target.document, state, result });
}
