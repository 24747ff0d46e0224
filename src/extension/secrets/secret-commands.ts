import type { Disposable } from "vscode";
import { Disposables } from "../disposables.ts";
import type { Services } from "../services.ts";
import { addKeyCommand } from "./commands/add-key.ts";
import { compareCommand } from "./commands/compare.ts";
import { copyPathCommand } from "./commands/copy-path.ts";
import { copyReferenceCommand } from "./commands/copy-reference.ts";
import { copyValueCommands } from "./commands/copy-value.ts";
import { copyToCommand } from "./commands/copy-to.ts";
import { deleteCommand } from "./commands/delete-secret.ts";
import { editSecretCommand } from "./commands/edit-secret.ts";
import { newSecretCommand } from "./commands/new-secret.ts";
import { renameCommand } from "./commands/rename.ts";
import { revealCommand } from "./commands/reveal.ts";
import { showVersionsCommand } from "./commands/show-versions.ts";

const COMMANDS: readonly ((services: Services) => Disposable)[] = [
  revealCommand,
  copyValueCommands,
  copyReferenceCommand,
  copyPathCommand,
  newSecretCommand,
  editSecretCommand,
  addKeyCommand,
  renameCommand,
  copyToCommand,
  compareCommand,
  showVersionsCommand,
  deleteCommand,
];

/** What can be done with a secret, one file each. */
export function secretCommands(services: Services): Disposable {
  const owned = new Disposables();
  for (const command of COMMANDS) owned.add(command(services));
  return owned;
}
