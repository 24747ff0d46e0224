import { basename } from "node:path";
import * as vscode from "vscode";
import type { Handover } from "../../node/launch/handover.ts";
import { setContext } from "../context-keys.ts";
import { Disposables } from "../disposables.ts";
import { registerCommand } from "../register-command.ts";
import { reportProblem } from "../report-problem.ts";
import { launchOrder } from "./launch.ts";
import { type InjectionParts, readyVariables } from "./secret-variables.ts";
import { shellLine } from "./shell.ts";
import { whileStarting } from "./not-started.ts";

const TITLE = "Open Terminal with Secrets";

export interface TerminalParts extends InjectionParts {
  readonly handover: () => Handover;
}

function firstLine(count: number, file: string): string {
  return count === 1
    ? vscode.l10n.t("1 variable from {0}. It lives in this terminal only.", file)
    : vscode.l10n.t("{0} variables from {1}. They live in this terminal only.", count, file);
}

/** A terminal whose shell gets the values past its own options, which other extensions can read. */
async function terminalOptions(parts: TerminalParts, argument: unknown): Promise<vscode.TerminalOptions> {
  const { services, handover } = parts;
  const ready = await readyVariables(parts, TITLE, argument);
  const { folder } = ready.chosen;
  const line = shellLine(vscode.env.shell, process.platform);
  const order = await launchOrder(handover(), services.extensionUri, ready, {
    line,
    firstLine: firstLine(ready.variables.length, ready.mapping.file),
  });
  await setContext("lockers.did.run", true);
  return {
    name: vscode.l10n.t("secrets: {0}", basename(folder.fsPath)),
    shellPath: order.path,
    shellArgs: order.args,
    env: order.env,
    cwd: folder,
    iconPath: new vscode.ThemeIcon("shield"),
    color: new vscode.ThemeColor("terminal.ansiGreen"),
    isTransient: true,
  };
}

async function openAgain(): Promise<void> {
  await vscode.commands.executeCommand("lockers.openTerminal");
}

/** *Open Terminal with Secrets*, and the profile *With Secrets* in the terminals' own menu. */
export function terminalCommands(parts: TerminalParts): vscode.Disposable {
  const owned = new Disposables();
  const { services } = parts;
  owned.add(
    registerCommand(services, "lockers.openTerminal", async (argument) => {
      await whileStarting(parts, async () => {
        vscode.window.createTerminal(await terminalOptions(parts, argument)).show();
      });
    }),
  );
  owned.add(
    services.views.terminals.provide(async () => {
      try {
        return new vscode.TerminalProfile(await terminalOptions(parts, undefined));
      } catch (error) {
        void reportProblem(services, "terminal profile", error, openAgain);
        return undefined;
      }
    }),
  );
  return owned;
}
