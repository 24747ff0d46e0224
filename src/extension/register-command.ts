import { type Disposable, l10n } from "vscode";
import { type CommandId, TITLE_COMMANDS } from "./contributions.ts";
import { type Reporting, reportProblem } from "./report-problem.ts";

/**
 * What a command does. Its arguments come from menus, key bindings, links and other extensions: each is checked
 * before it is used. It returns nothing, so that no other extension gets a value out of it.
 */
export type CommandHandler = (...args: readonly unknown[]) => Promise<void>;

/** What is needed to put a command behind the door. */
export interface Registering extends Reporting {
  /** What each command does, by its id. VS Code knows the ids since activation. */
  readonly handlers: Map<CommandId, CommandHandler>;
}

/** Says what a command does. This is the only place that catches what a command throws. */
export function registerCommand(registering: Registering, id: CommandId, handler: CommandHandler): Disposable {
  const run = async (...args: readonly unknown[]): Promise<void> => {
    if (isRowGone(id, args)) {
      const text = l10n.t("The list changed at that moment. Nothing was done. Try again.");
      return void (await registering.ask.toast({ level: "info", text }));
    }
    try {
      await handler(...args);
    } catch (error) {
      await reportProblem(registering, id, error, async () => run(...args));
    }
  };
  registering.handlers.set(id, run);
  return { dispose: () => registering.handlers.delete(id) };
}

const isMissing = (row: unknown): boolean => row === undefined || row === null;

/**
 * A row's menu gives its row and the rows selected with it. VS Code has no row to give while it reads it anew, and what is
 * selected then, or under the cursor, may be another one than the person pointed at. A view's title gives nothing either
 * where no row has the focus.
 */
function isRowGone(id: CommandId, args: readonly unknown[]): boolean {
  if (args.length < 2 || TITLE_COMMANDS.has(id)) return false;
  const [row, selected] = args;
  return isMissing(row) || (Array.isArray(selected) && selected.some(isMissing));
}
