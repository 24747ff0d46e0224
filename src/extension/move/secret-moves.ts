import type * as vscode from "vscode";
import { Disposables } from "../disposables.ts";
import { forgetClosed } from "../stored/forget-closed.ts";
import { lookInServerCommand } from "../stored/look-in-server-command.ts";
import { moveAllCommand } from "./move-all-command.ts";
import { moveCommand } from "./move-command.ts";
import { replaceCommand } from "./replace-command.ts";
import type { MoveParts } from "./run-move.ts";

/** The commands that take secrets out of documents, and those that know what is stored already. */
export function secretMoves(given: Omit<MoveParts, "reused">): vscode.Disposable {
  const parts: MoveParts = { ...given, reused: new Set() };
  const { services } = parts;
  const owned = new Disposables();
  owned.add(moveCommand(parts));
  owned.add(moveAllCommand(parts));
  owned.add(replaceCommand(parts));
  owned.add(lookInServerCommand(services, parts));
  owned.add(forgetClosed(services, services.known.values));
  return owned;
}
