import type { Disposable } from "vscode";
import type { CommandId } from "./contributions.ts";
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
    try {
      await handler(...args);
    } catch (error) {
      await reportProblem(registering, id, error, async () => run(...args));
    }
  };
  registering.handlers.set(id, run);
  return { dispose: () => registering.handlers.delete(id) };
}
