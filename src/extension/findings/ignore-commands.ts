import * as vscode from "vscode";
import { ExpectedError } from "../../core/errors.ts";
import type { CommandId } from "../contributions.ts";
import { Disposables } from "../disposables.ts";
import type { DocumentScanner } from "../editor/document-scanner.ts";
import { findingPath } from "../editor/finding-path.ts";
import { type Registering, registerCommand } from "../register-command.ts";
import { ignoreComment, type NoComment } from "./ignore-comment.ts";
import { IGNORE_FILE } from "./ignore-file.ts";
import type { IgnoreLists } from "./ignore-lists.ts";
import { type Target, targetFinding } from "./target-finding.ts";

export interface IgnoreParts {
  readonly scanner: DocumentScanner;
  readonly ignores: IgnoreLists;
}

const SHOWN_MS = 5_000;

function tell(words: string): void {
  vscode.window.setStatusBarMessage(words, SHOWN_MS);
}

/** The finding that a command is about; says so and gives undefined where there is none at the cursor. */
async function findingOf({ scanner }: IgnoreParts, argument: unknown): Promise<Target | undefined> {
  const target = await targetFinding(scanner, argument, "line");
  if (target === undefined) tell(vscode.l10n.t("No finding at the cursor"));
  return target;
}

function reasonWords(reason: NoComment, languageId: string): string {
  return reason === "none"
    ? vscode.l10n.t('Lockers knows no comment for the language "{0}".', languageId)
    : vscode.l10n.t("A comment on this line would become part of a text or a command.");
}

/** Puts the comment there; a reason where there can be none. */
async function comment({ document, finding }: Target): Promise<NoComment | undefined> {
  const made = ignoreComment(
    {
      text: document.getText(),
      languageId: document.languageId,
      name: document.uri.path.split("/").at(-1) ?? "",
      eol: document.eol === vscode.EndOfLine.CRLF ? "\r\n" : "\n",
    },
    finding,
  );
  if (typeof made === "string") return made;
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, document.positionAt(made.offset), made.text);
  // A row of the Findings view may be about a file that no editor shows.
  const isShown = vscode.window.visibleTextEditors.some((editor) => editor.document === document);
  if (!isShown) await vscode.window.showTextDocument(document, { preview: true });
  if (!(await vscode.workspace.applyEdit(edit))) {
    throw new ExpectedError({ code: "file-unwritable", file: findingPath(document.uri) });
  }
  tell(vscode.l10n.t("Ignored with a comment"));
  return undefined;
}

/** One line in `.lockersignore`, at once and without a question; a comment for a document in no folder. */
async function ignoreFinding(registering: Registering, { ignores }: IgnoreParts, target: Target): Promise<void> {
  const { document, finding } = target;
  if (ignores.fileFor(document.uri) !== undefined) {
    await ignores.addFinding(document.uri, finding);
    tell(vscode.l10n.t("Ignored in {0}", IGNORE_FILE));
    return;
  }
  const reason = await comment(target);
  if (reason !== undefined) await offerFolder(registering, reasonWords(reason, document.languageId));
}

async function offerFolder({ ask }: Registering, reason: string): Promise<void> {
  const open = vscode.l10n.t("Open Folder…");
  const text = vscode.l10n.t(
    "Not ignored: this file is in no open folder that could hold a {0}. {1}",
    IGNORE_FILE,
    reason,
  );
  const pressed = await ask.toast({ level: "warning", text, buttons: [open] });
  if (pressed === open) await vscode.commands.executeCommand("workbench.action.files.openFolder");
}

async function ignoreWithComment(registering: Registering, parts: IgnoreParts, target: Target): Promise<void> {
  const reason = await comment(target);
  if (reason === undefined) return;
  const words = reasonWords(reason, target.document.languageId);
  if (parts.ignores.fileFor(target.document.uri) === undefined) return offerFolder(registering, words);
  const instead = vscode.l10n.t("Ignore in {0}", IGNORE_FILE);
  const pressed = await registering.ask.toast({
    level: "warning",
    text: vscode.l10n.t("Not ignored: {0}", words),
    buttons: [instead],
  });
  if (pressed === instead) await ignoreFinding(registering, parts, target);
}

async function ignoreRule(registering: Registering, { ignores }: IgnoreParts, target: Target): Promise<void> {
  const { document, finding } = target;
  if (ignores.fileFor(document.uri) === undefined) {
    return offerFolder(registering, vscode.l10n.t("A rule can be left out in files of a folder only."));
  }
  await ignores.addRule(document.uri, finding.rule);
  tell(vscode.l10n.t("{0} is left out in this file, in {1}", finding.rule, IGNORE_FILE));
}

/** *Ignore This Finding*, *Ignore with a Comment*, *Ignore This Rule in This File*. */
export function ignoreCommands(registering: Registering, parts: IgnoreParts): vscode.Disposable {
  const owned = new Disposables();
  const works = {
    "lockers.ignoreFinding": ignoreFinding,
    "lockers.ignoreWithComment": ignoreWithComment,
    "lockers.ignoreRuleInFile": ignoreRule,
  } as const satisfies Partial<Record<CommandId, unknown>>;
  const add = (id: keyof typeof works): void => {
    owned.add(
      registerCommand(registering, id, async (argument) => {
        const target = await findingOf(parts, argument);
        if (target !== undefined) await works[id](registering, parts, target);
      }),
    );
  };
  add("lockers.ignoreFinding");
  add("lockers.ignoreWithComment");
  add("lockers.ignoreRuleInFile");
  return owned;
}
