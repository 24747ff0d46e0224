import * as vscode from "vscode";
import { setContext } from "../context-keys.ts";
import { currentDocument } from "../current-document.ts";
import { findingName } from "../editor/finding-words.ts";
import { describe } from "../messages.ts";
import { reportProblem } from "../report-problem.ts";
import { lookInHistory } from "./git-history.ts";
import type { AllMoved, OneLeft, OneMoved } from "./move-each.ts";
import type { MoveParts } from "./run-move.ts";
import { isFirstMove, undoEdit } from "./tell-moved.ts";

const SHOWN_MS = 8_000;

function count(moved: readonly OneMoved[]): string {
  const files = new Set(moved.map(({ path }) => path)).size;
  const secrets = moved.length === 1 ? vscode.l10n.t("1 secret") : vscode.l10n.t("{0} secrets", moved.length);
  return files === 1 ? secrets : vscode.l10n.t("{0} in {1} files", secrets, files);
}

function reasonWords({ problem }: OneLeft): string {
  if (problem === undefined) return vscode.l10n.t("Something unexpected happened.");
  return problem.code === "cancelled" ? vscode.l10n.t("Not begun: you stopped before.") : describe(problem).text;
}

/** Each that stayed, with its reason; choosing one opens it. */
async function showLeft({ services, rules }: MoveParts, left: readonly OneLeft[]): Promise<void> {
  const chosen = await services.ask.pick({
    title: vscode.l10n.t("Not Moved"),
    placeholder: vscode.l10n.t("Choose one to open it"),
    rows: left.map((one) => ({
      label: findingName(one.finding, rules),
      description: `${one.path}:${one.finding.startLine}`,
      detail: reasonWords(one),
      value: one,
    })),
  });
  if (chosen === undefined) return;
  const at = new vscode.Position(chosen.finding.startLine - 1, chosen.finding.startColumn - 1);
  await vscode.window.showTextDocument(chosen.uri, { selection: new vscode.Range(at, at) });
}

async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  const document = await currentDocument(uri).catch(() => undefined); // it may be gone
  return document?.getText();
}

/** The texts of all files that were changed, so that nothing that was typed since is taken back. */
async function snapshot(moved: readonly OneMoved[]): Promise<() => Promise<boolean>> {
  const uris = new Map(
    moved.flatMap(({ uri, state: { mapping } }) => [uri, mapping].map((one) => [one.toString(), one])),
  );
  const texts = async (): Promise<readonly (string | undefined)[]> => Promise.all(Array.from(uris.values(), textOf));
  const after = await texts();
  return async () => {
    const now = await texts();
    return now.every((one, index) => one === after[index]);
  };
}

/** Takes the edits back, the last one first, and removes from the vault what nothing else counts on. */
async function takeAllBack({ services }: MoveParts, moved: readonly OneMoved[]): Promise<string> {
  let [back, kept] = [0, 0];
  for (const one of moved.toReversed()) {
    const document = await undoEdit(one);
    if (document.getText().includes(one.result.literal.reveal())) back += 1;
    if (!(await one.result.undo())) kept += 1;
    services.changes.tell({ kind: "secrets", server: one.state.server, at: one.state.at });
  }
  const words = vscode.l10n.t("Taken back: {0} of {1}", back, moved.length);
  return kept === 0 ? words : vscode.l10n.t("{0}. {1} of the values stay in the vault", words, kept);
}

function resultWords({ moved, left }: AllMoved, isFirst: boolean): string {
  const did =
    left.length === 0
      ? vscode.l10n.t("Moved {0}.", count(moved))
      : vscode.l10n.t("Moved {0} of {1}.", moved.length, moved.length + left.length);
  const start = vscode.l10n.t("lockers.env now holds the references; start your program with secrets.");
  return isFirst ? `${did} ${start}` : did;
}

function changedWords(): string {
  return vscode.l10n.t("Not taken back: the files changed meanwhile. Ctrl+Z in a file takes its own moves back.");
}

/** What is offered stays until somebody looks at it; the command does not wait for that. */
async function offer(parts: MoveParts, all: AllMoved, text: string, history: AbortController): Promise<void> {
  const { services } = parts;
  const { moved, left } = all;
  const isUnchanged = await snapshot(moved);
  const undo = vscode.l10n.t("Undo");
  const show = left.length === 1 ? vscode.l10n.t("Show the One Left") : vscode.l10n.t("Show Those Left");
  const buttons = [...(left.length > 0 ? [show] : []), ...(moved.length > 0 ? [undo] : [])];
  const ask = async (): Promise<void> => {
    try {
      const pressed = await services.ask.toast({ level: left.length > 0 ? "warning" : "info", text, buttons });
      if (pressed === show) await showLeft(parts, left);
      if (pressed !== undo) return;
      history.abort();
      if (await isUnchanged()) vscode.window.setStatusBarMessage(await takeAllBack(parts, moved), SHOWN_MS);
      else await services.ask.toast({ level: "warning", text: changedWords() });
    } catch (error) {
      await reportProblem(services, "move all", error, ask);
    }
  };
  void ask();
}

/** Says what became of all of them: in the status bar where that is little, else with a way back and to those that are left. */
export async function tellAllMoved(parts: MoveParts, all: AllMoved): Promise<void> {
  const { services } = parts;
  const { moved, left } = all;
  const isFirst = moved.length > 0 && (await isFirstMove(services));
  if (moved.length > 0) await setContext("lockers.did.store", true);
  const history = lookInHistory(
    services,
    moved.map(({ uri, result, finding }) => ({ file: uri, literal: result.literal, rule: finding.rule })),
  );
  const isInOne = new Set(moved.map(({ path }) => path)).size === 1;
  const text = resultWords(all, isFirst);
  if (isInOne && left.length === 0 && !isFirst) {
    vscode.window.setStatusBarMessage(vscode.l10n.t("$(check) Moved {0}", count(moved)), SHOWN_MS);
  } else await offer(parts, all, text, history);
}
