import { commands, type ExtensionContext, l10n, window } from "vscode";
import { COMMAND_IDS, type CommandId } from "./contributions.ts";
import { type LateAccounts, lateAccounts } from "./late-accounts.ts";
import { type LateTerminals, lateTerminals } from "./late-terminals.ts";
import { type LateTree, lateTree } from "./late-tree.ts";
import type { LockerNode } from "./lockers/lockers-view.ts";
import type { CommandHandler } from "./register-command.ts";
import { FILE_MIMES, KEY_MIME, ROWS_MIME } from "./secrets/drag-mimes.ts";
import type { TreeNode } from "./secrets/node.ts";

/**
 * What VS Code must have at activation, in front of features that are not read yet: commands by their ids, views, the
 * kind of terminal, the accounts. Each feature puts what it does behind the door once it is read.
 */
export interface Door {
  /** What each command does; empty until features are read. */
  readonly handlers: Map<CommandId, CommandHandler>;
  readonly secrets: LateTree<TreeNode>;
  readonly lockers: LateTree<LockerNode>;
  readonly terminals: LateTerminals;
  readonly accounts: LateAccounts;
}

/** `read` settles once all features are there. It is called at each use, so it must be cheap from the second call on. */
export function openDoor({ subscriptions, globalState }: ExtensionContext, read: () => Promise<void>): Door {
  const handlers = new Map<CommandId, CommandHandler>();
  const door: Door = {
    handlers,
    secrets: lateTree(
      "lockers.secrets",
      {
        canSelectMany: true,
        showCollapseAll: true,
        dragMimeTypes: [KEY_MIME],
        dropMimeTypes: [ROWS_MIME, ...FILE_MIMES],
      },
      read,
    ),
    lockers: lateTree("lockers.lockers", {}, read),
    terminals: lateTerminals(read),
    accounts: lateAccounts(globalState, read),
  };
  subscriptions.push(door.secrets, door.lockers, door.terminals, door.accounts);
  for (const id of COMMAND_IDS) {
    subscriptions.push(
      commands.registerCommand(id, async (...args: readonly unknown[]) => {
        await read();
        const handler = handlers.get(id);
        if (handler === undefined) void window.showErrorMessage(l10n.t("Something unexpected happened."));
        await handler?.(...args);
      }),
    );
  }
  return door;
}
