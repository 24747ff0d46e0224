import * as vscode from "vscode";
import type { Handover } from "../../node/launch/handover.ts";
import type { ReadyVariables } from "./secret-variables.ts";

/** A process to start through the launcher: nothing in it is a value. */
export interface LaunchOrder {
  readonly path: string;
  readonly args: string[];
  /** The one-time handle, and what makes VS Code's own program run the launcher. */
  readonly env: Record<string, string>;
}

/** Makes a handle for these values and the process that fetches them and becomes `command`. */
export async function launchOrder(
  handover: Handover,
  extensionUri: vscode.Uri,
  ready: ReadyVariables,
  command: { readonly line: readonly string[]; readonly firstLine?: string },
): Promise<LaunchOrder> {
  const launcher = vscode.Uri.joinPath(extensionUri, "dist", "launcher.cjs").fsPath;
  const handle = await handover.issue({
    variables: ready.variables,
    remove: ["ELECTRON_RUN_AS_NODE"],
    ...(command.firstLine === undefined ? {} : { firstLine: command.firstLine }),
  });
  return {
    path: process.execPath,
    args: [launcher, ...command.line],
    env: { ...handle, ELECTRON_RUN_AS_NODE: "1" },
  };
}
