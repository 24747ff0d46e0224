import { commands, type Disposable } from "vscode";
import type { CommandId } from "./contributions.ts";
import { type Reporting, reportProblem } from "./report-problem.ts";

/**
 * What a command does. Its arguments come from menus, key bindings, links and other extensions: each is checked
 * before it is used. It returns nothing, so that no other extension gets a value out of it.
 */
export type CommandHandler = (...args: readonly unknown[]) => Promise<void>;

/** Registers one command. This is the only place that catches what a command throws. */
export function registerCommand(reporting: Reporting, id: CommandId, handler: CommandHandler): Disposable {
  const run = async (...args: readonly unknown[]): Promise<void> => {
    try {
      await handler(...args);
    } catch (error) {
      await reportProblem(reporting, id, error, async () => run(...args));
    }
  };
  return commands.registerCommand(id, run);
}
