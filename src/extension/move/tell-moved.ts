import * as vscode from "vscode";
import type { MoveResult } from "../../core/migration/move.ts";
import { setContext } from "../context-keys.ts";
import type { DocumentScanner } from "../editor/document-scanner.ts";
import { findingPath } from "../editor/finding-path.ts";
import { reportProblem } from "../report-problem.ts";
import type { Services } from "../services.ts";
import { isCommitted } from "./git-history.ts";
import { type MoveState, placeWords } from "./move-choices.ts";

const FIRST_MEMORY = "lockers.move.done";
const SHOWN_MS = 8_000;

export interface Moved {
  readonly services: Services;
  readonly scanner: DocumentScanner;
  readonly document: vscode.TextDocument;
  readonly state: MoveState;
  readonly result: MoveResult;
}

function status(text: string): void {
  vscode.window.setStatusBarMessage(text, SHOWN_MS);
}

/** Takes the edits back as Ctrl+Z does, saves what was saved, and removes what was stored where nothing else uses it. */
export async function takeBack({ services, document, state, result }: Moved): Promise<void> {
  await vscode.window.showTextDocument(document);
  await vscode.commands.executeCommand("undo");
  if (result.saved) {
    await document.save();
    const mapping = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === state.mapping.toString());
    await mapping?.save();
  }
  const isGone = await result.undo();
  services.changes.tell({ kind: "secrets", server: state.server, at: state.at });
  if (!isGone) status(vscode.l10n.t("The value stays in {0} › {1}", state.server, placeWords(state)));
}

/** The toast stays until somebody looks at it; the command does not wait for that. */
function offer(moved: Moved, text: string): void {
  const open = vscode.l10n.t("Open Terminal with Secrets");
  const undo = vscode.l10n.t("Undo");
  const { services } = moved;
  async function show(): Promise<void> {
    try {
      const pressed = await services.ask.toast({ level: "info", text, buttons: [open, undo] });
      if (pressed === open)
        await vscode.commands.executeCommand("lockers.openTerminal", moved.state.mapping.toString());
      if (pressed === undo) await takeBack(moved);
    } catch (error) {
      await reportProblem(services, "undo of a move", error, show);
    }
  }
  void show();
}

/** What only a toast can say: what starts the program now, and that the value is known to more than this file. */
function notesOf(moved: Moved, isFirst: boolean, isInHistory: boolean): readonly string[] {
  const file = fileName(moved);
  const start = vscode.l10n.t("lockers.env now holds the reference; start your program with secrets.");
  const reader = vscode.l10n.t(
    "A program that reads {0} by itself gets the reference: start it with lockers run.",
    file,
  );
  const history = vscode.l10n.t("It is in the repository's history: replace it where it was issued.");
  const isDataFile = moved.result.plan.notes.includes("data-file");
  return [...(isDataFile ? [reader] : isFirst ? [start] : []), ...(isInHistory ? [history] : [])];
}

/** True where nothing was written to the vault. */
function isReplaced({ held }: MoveState): boolean {
  return held === "same";
}

function fileName({ document }: Pick<Moved, "document">): string {
  return findingPath(document.uri).split("/").at(-1) ?? "";
}

/** Says that it worked: with a toast where there is more to say, as the first time, else in the status bar. */
export async function tellMoved(moved: Moved): Promise<void> {
  const { services, scanner, document, state, result } = moved;
  await setContext("lockers.did.store", true);
  const isFirst = services.workspaceMemory.get<unknown>(FIRST_MEMORY) !== true;
  await services.workspaceMemory.update(FIRST_MEMORY, true);
  const notes = notesOf(moved, isFirst, await isCommitted(document.uri, result.plan.value));
  if (notes.length > 0)
    return offer(moved, [isReplaced(state) ? vscode.l10n.t("Replaced.") : vscode.l10n.t("Moved."), ...notes].join(" "));
  const place = `${state.server} › ${placeWords(state)}`;
  const done = isReplaced(state)
    ? vscode.l10n.t("$(check) Replaced with the one in {0}", place)
    : vscode.l10n.t("$(check) Moved to {0}", place);
  const isClean = scanner.scanned(document).findings.length === 0;
  status(isClean ? vscode.l10n.t("{0}. {1} is clean", done, fileName(moved)) : done);
}
