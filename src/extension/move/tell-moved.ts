import * as vscode from "vscode";
import type { MoveResult } from "../../core/migration/move.ts";
import { setContext } from "../context-keys.ts";
import type { DocumentScanner } from "../editor/document-scanner.ts";
import { findingPath } from "../editor/finding-path.ts";
import { reportProblem } from "../report-problem.ts";
import type { Services } from "../services.ts";
import { lookInHistory } from "./git-history.ts";
import { type MoveState, placeWords } from "./move-choices.ts";

const FIRST_MEMORY = "lockers.move.done";
const SHOWN_MS = 8_000;

export interface Moved {
  readonly services: Services;
  readonly scanner: DocumentScanner;
  readonly document: vscode.TextDocument;
  readonly state: MoveState;
  readonly result: MoveResult;
  /** The finding's. */
  readonly rule: string;
}

function status(text: string): void {
  vscode.window.setStatusBarMessage(text, SHOWN_MS);
}

/** Takes the edits of the last move in a document back as Ctrl+Z does, and saves what the move saved. */
export async function undoEdit({
  document: { uri },
  state,
  result,
}: Pick<Moved, "document" | "state" | "result">): Promise<vscode.TextDocument> {
  const { document } = await vscode.window.showTextDocument(uri);
  await vscode.commands.executeCommand("undo");
  if (result.saved) {
    await document.save();
    const mapping = vscode.workspace.textDocuments.find((one) => one.uri.toString() === state.mapping.toString());
    await mapping?.save();
  }
  return document;
}

/** The same, and removes what was stored where nothing else uses it. */
export async function takeBack(moved: Moved): Promise<void> {
  const { services, state, result } = moved;
  await undoEdit(moved);
  const isGone = await result.undo();
  services.changes.tell({ kind: "secrets", server: state.server, at: state.at });
  if (!isGone) status(vscode.l10n.t("The value stays in {0} › {1}", state.server, placeWords(state)));
}

/** The toast stays until somebody looks at it; the command does not wait for that. */
function offer(moved: Moved, text: string, history: AbortController): void {
  const open = vscode.l10n.t("Open Terminal with Secrets");
  const undo = vscode.l10n.t("Undo");
  const { services } = moved;
  async function show(): Promise<void> {
    try {
      const pressed = await services.ask.toast({ level: "info", text, buttons: [open, undo] });
      if (pressed === open)
        await vscode.commands.executeCommand("lockers.openTerminal", moved.state.mapping.toString());
      if (pressed !== undo) return;
      history.abort();
      await takeBack(moved);
    } catch (error) {
      await reportProblem(services, "undo of a move", error, show);
    }
  }
  void show();
}

/** True once in each workspace: then it is to be said how the program is started from now on. */
export async function isFirstMove({ workspaceMemory }: Pick<Services, "workspaceMemory">): Promise<boolean> {
  const isFirst = workspaceMemory.get<unknown>(FIRST_MEMORY) !== true;
  await workspaceMemory.update(FIRST_MEMORY, true);
  return isFirst;
}

/** What only a toast can say: what starts the program now. */
function noteOf(moved: Moved, isFirst: boolean): string | undefined {
  if (moved.result.plan.notes.includes("data-file"))
    return vscode.l10n.t(
      "A program that reads {0} by itself gets the reference: start it with lockers run.",
      fileName(moved),
    );
  return isFirst ? vscode.l10n.t("lockers.env now holds the reference; start your program with secrets.") : undefined;
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
  const isFirst = await isFirstMove(services);
  const history = lookInHistory(services, [{ file: document.uri, literal: result.literal, rule: moved.rule }]);
  const note = noteOf(moved, isFirst);
  const did = isReplaced(state) ? vscode.l10n.t("Replaced.") : vscode.l10n.t("Moved.");
  if (note !== undefined) return offer(moved, `${did} ${note}`, history);
  const place = `${state.server} › ${placeWords(state)}`;
  const done = isReplaced(state)
    ? vscode.l10n.t("$(check) Replaced with the one in {0}", place)
    : vscode.l10n.t("$(check) Moved to {0}", place);
  const isClean = scanner.scanned(document).findings.length === 0;
  status(isClean ? vscode.l10n.t("{0}. {1} is clean", done, fileName(moved)) : done);
}
