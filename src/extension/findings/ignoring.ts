import type * as vscode from "vscode";
import { Disposables } from "../disposables.ts";
import type { Registering } from "../register-command.ts";
import { ignoreCommands, type IgnoreParts } from "./ignore-commands.ts";
import { stopIgnoring } from "./stop-ignoring.ts";

/** Lets findings be ignored and seen again; what open documents show follows at once. */
export function ignoring(registering: Registering, parts: IgnoreParts): vscode.Disposable {
  const owned = new Disposables();
  owned.add(ignoreCommands(registering, parts));
  owned.add(stopIgnoring(registering, parts));
  owned.add(parts.ignores.onDidChange(parts.scanner.refilter));
  return owned;
}
