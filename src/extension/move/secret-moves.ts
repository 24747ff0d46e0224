import type * as vscode from "vscode";
import { Disposables } from "../disposables.ts";
import type { FoundTokens } from "../lockers/found-tokens.ts";
import { tokenCommands } from "../lockers/token-commands.ts";
import { pasteGuard } from "../paste/paste-guard.ts";
import type { PasteGuardParts } from "../paste/paste-provider.ts";
import { forgetClosed } from "../stored/forget-closed.ts";
import { lookInServerCommand } from "../stored/look-in-server-command.ts";
import { moveAllCommand } from "./move-all-command.ts";
import { moveCommand } from "./move-command.ts";
import { replaceCommand } from "./replace-command.ts";

/** The commands that take secrets out of documents, and those that know what is stored already. */
export function secretMoves(parts: PasteGuardParts, tokens: FoundTokens): vscode.Disposable {
  const { services } = parts;
  const owned = new Disposables();
  owned.add(moveCommand(parts));
  owned.add(moveAllCommand(parts));
  owned.add(replaceCommand(parts));
  owned.add(lookInServerCommand(services, parts));
  owned.add(pasteGuard(parts));
  owned.add(tokenCommands(parts, tokens));
  owned.add(forgetClosed(services, services.known.values));
  return owned;
}
