import { basename } from "node:path";
import * as vscode from "vscode";
import { setContext } from "../context-keys.ts";
import { registerCommand } from "../register-command.ts";
import type { Services } from "../services.ts";
import { askSheet } from "../sheet-loop.ts";
import { choiceRow } from "../choice-row.ts";
import { launchOrder } from "./launch.ts";
import { whileStarting } from "./not-started.ts";
import { packageScripts } from "./package-scripts.ts";
import { readyVariables } from "./secret-variables.ts";
import { shellCommand } from "./shell.ts";
import type { TerminalParts } from "./terminal-commands.ts";

const TITLE = "Run Command with Secrets";
const COMMAND_MEMORY = "lockers.run.command";

interface RunChoices {
  readonly command: string;
}

async function askCommand({ ask }: Services, now: RunChoices): Promise<RunChoices | undefined> {
  const scripts = await packageScripts();
  const other = { label: vscode.l10n.t("Other…"), description: "", icon: "edit", value: "" };
  const rows = scripts.map((script) => ({ label: script, description: "package.json", icon: "play", value: script }));
  const picked =
    rows.length === 0 ? "" : await ask.pick({ title: TITLE, placeholder: "Command", rows: [...rows, other] });
  if (picked !== "") return picked === undefined ? undefined : { command: picked };
  const prompt = vscode.l10n.t("Command line, as in your shell. Do not type secrets here.");
  const typed = await ask.input({ title: TITLE, prompt, value: now.command });
  return typed === undefined || typed.trim() === "" ? undefined : { command: typed.trim() };
}

async function firstCommand({ workspaceMemory }: Services): Promise<string> {
  const remembered = workspaceMemory.get<unknown>(COMMAND_MEMORY);
  return typeof remembered === "string" ? remembered : ((await packageScripts())[0] ?? "");
}

async function run(parts: TerminalParts, argument: unknown): Promise<void> {
  const { services, handover } = parts;
  const first = { command: await firstCommand(services) };
  const choices = await askSheet<RunChoices>(
    services.ask,
    {
      title: TITLE,
      placeholder: vscode.l10n.t("Press Enter to run, or choose a line to change it"),
      rows: (now) => [
        now.command === ""
          ? { label: vscode.l10n.t("Choose a command first"), icon: "error", value: { kind: "none" } }
          : { label: vscode.l10n.t("Run"), description: now.command, icon: "play", value: { kind: "accept" } },
        choiceRow("Command", now.command, "terminal", async (state) => askCommand(services, state)),
      ],
    },
    first,
  );
  if (choices === undefined) return;
  const ready = await readyVariables(parts, TITLE, argument);
  await services.workspaceMemory.update(COMMAND_MEMORY, choices.command);
  const line = shellCommand(vscode.env.shell, choices.command);
  const order = await launchOrder(handover(), services.extensionUri, ready, { line });
  const cwd = ready.chosen.folder.fsPath;
  const execution = new vscode.ProcessExecution(order.path, order.args, { env: order.env, cwd });
  const name = vscode.l10n.t("{0} with secrets", choices.command);
  const scope = vscode.workspace.getWorkspaceFolder(ready.chosen.uri) ?? vscode.TaskScope.Workspace;
  const task = new vscode.Task(
    { type: "lockers", mapping: basename(ready.chosen.uri.fsPath) },
    scope,
    name,
    "Lockers",
    execution,
  );
  task.presentationOptions = { reveal: vscode.TaskRevealKind.Always, echo: false, clear: true };
  await vscode.tasks.executeTask(task);
  await setContext("lockers.did.run", true);
}

/** *Run Command with Secrets…*: one command line, its output in a panel that stays. */
export function runCommand(parts: TerminalParts): vscode.Disposable {
  return registerCommand(parts.services, "lockers.runCommand", async (argument) =>
    whileStarting(parts, async () => run(parts, argument)),
  );
}
