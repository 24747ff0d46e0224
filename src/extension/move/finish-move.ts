import * as vscode from "vscode";
import type { MoveResult } from "../../core/migration/move.ts";
import type { Target } from "../findings/target-finding.ts";
import { requireKeptPlace } from "../local-vault/require-kept-place.ts";
import { openVault } from "../open-vault.ts";
import { approveOwnWrite } from "./approve-own-write.ts";
import type { MoveState } from "./move-choices.ts";
import { rememberServer } from "./move-proposal.ts";
import type { MoveParts } from "./run-move.ts";
import { tellMoved } from "./tell-moved.ts";

/** Opens the vault, does `run`, tells of it. Throws what `run` throws, and `cancelled`. */
export async function finishMove(
  parts: MoveParts,
  { document, finding }: Target,
  state: MoveState,
  run: () => Promise<MoveResult>,
): Promise<void> {
  const { services, scanner } = parts;
  requireKeptPlace(state.server);
  await openVault(services, state.server);
  const moving = { location: vscode.ProgressLocation.Window, title: vscode.l10n.t("Moving…") };
  const result = await vscode.window.withProgress(moving, run);
  await approveOwnWrite(services, state.mapping, result.mapping);
  await rememberServer(services, state.server);
  services.changes.tell({ kind: "secrets", server: state.server, at: state.at });
  await tellMoved({ services, scanner, document, state, result, rule: finding.rule });
}
