import * as vscode from "vscode";
import { ExpectedError, type Problem } from "../../core/errors.ts";
import { describe } from "../messages.ts";
import { reportProblem } from "../report-problem.ts";
import type { InjectionParts } from "./secret-variables.ts";

type Broken = Extract<Problem, { code: "reference-broken" | "mapping-syntax" }>;

async function openLine(file: string, line: number): Promise<void> {
  const [uri] = await vscode.workspace.findFiles(`**/${file}`, "**/node_modules/**", 1);
  if (uri === undefined) return;
  const at = new vscode.Position(line - 1, 0);
  await vscode.window.showTextDocument(uri, { selection: new vscode.Range(at, at) });
}

/** The mapping opens at the line, and one toast says that nothing was started and why. */
async function tellBroken({ services }: InjectionParts, problem: Broken): Promise<void> {
  await openLine(problem.file, problem.line);
  const open = vscode.l10n.t("Open Line");
  const text = vscode.l10n.t("Not started. {0}", describe(problem).text);
  const pressed = await services.ask.toast({ level: "error", text, buttons: [open] });
  if (pressed === open) await openLine(problem.file, problem.line);
}

/** Does what starts a program. A line of the mapping that gives no value is shown where it stands. */
export async function whileStarting(parts: InjectionParts, start: () => Promise<void>): Promise<void> {
  try {
    await start();
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    const { problem } = error;
    if (problem.code !== "reference-broken" && problem.code !== "mapping-syntax") throw error;
    parts.services.log.problem("not started", error);
    tellBroken(parts, problem).catch((failure: unknown) =>
      reportProblem(parts.services, "not started", failure, async () => whileStarting(parts, start)),
    );
  }
}
