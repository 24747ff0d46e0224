import * as vscode from "vscode";
import type { Handover, HandoverOrder } from "../../node/launch/handover.ts";

/** A process to start through the launcher: nothing in it is a value. */
export interface LaunchOrder {
  readonly path: string;
  readonly args: string[];
  /** The one-time handle, and what makes VS Code's own program run the launcher. */
  readonly env: Record<string, string>;
}

/** What the launcher becomes. */
export interface LaunchCommand {
  readonly line: readonly string[];
  readonly firstLine?: string;
  /** Names that are taken out of the environment it inherits. */
  readonly remove?: readonly string[];
}

/** Makes a handle for these values and the process that fetches them and becomes `command`. */
export async function launchOrder(
  handover: Handover,
  extensionUri: vscode.Uri,
  ready: Pick<HandoverOrder, "variables">,
  command: LaunchCommand,
): Promise<LaunchOrder> {
  const launcher = vscode.Uri.joinPath(extensionUri, "dist", "launcher.cjs").fsPath;
  const handle = await handover.issue({
    variables: ready.variables,
    remove: ["ELECTRON_RUN_AS_NODE", ...(command.remove ?? [])],
    ...(command.firstLine === undefined ? {} : { firstLine: command.firstLine }),
  });
  return {
    path: process.execPath,
    args: [launcher, ...command.line],
    env: { ...handle, ELECTRON_RUN_AS_NODE: "1" },
  };
}
