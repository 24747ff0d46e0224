import { commands, l10n, Uri } from "vscode";
import { ExpectedError, problemCode } from "../core/errors.ts";
import type { Ask } from "./ask.ts";
import type { ExtensionLog } from "./log.ts";
import type { Action } from "./message-parts.ts";
import { describe } from "./messages.ts";
import { copyText } from "./clipboard.ts";

/** What is needed to tell somebody of a problem. */
export interface Reporting {
  readonly ask: Ask;
  readonly log: ExtensionLog;
}

/**
 * Tells of what `name` ran into: nothing for what the person cancelled, a sentence with buttons for an expected
 * problem, and the log for a bug. `again` is what Retry does.
 */
export async function reportProblem(
  { ask, log }: Reporting,
  name: string,
  error: unknown,
  again: () => Promise<void>,
): Promise<void> {
  if (problemCode(error) === "cancelled") return;
  log.problem(name, error);
  if (!(error instanceof ExpectedError)) {
    const show = l10n.t("Show Log");
    const pressed = await ask.toast({
      level: "error",
      text: l10n.t("Something unexpected happened."),
      buttons: [show],
    });
    if (pressed === show) log.show();
    return;
  }
  const { text, actions } = describe(error.problem);
  const pressed = await ask.toast({ level: "warning", text, buttons: actions.map(({ title }) => title) });
  const action = actions.find(({ title }) => title === pressed);
  if (action !== undefined) await tried(ask, async () => act(action, again));
}

/** A button that does not work says so; nothing is offered to try again by another button. */
async function tried(ask: Ask, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    await ask.toast({ level: "warning", text: describe(error.problem).text });
  }
}

async function act(action: Action, again: () => Promise<void>): Promise<void> {
  switch (action.kind) {
    case "retry":
      return again();
    case "copy":
      return copyText(action.text);
    case "command": {
      const args =
        action.command === "revealFileInOS" ? action.args.map((file) => Uri.file(String(file))) : action.args;
      await commands.executeCommand(action.command, ...args);
    }
  }
}
