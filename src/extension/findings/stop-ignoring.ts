import * as vscode from "vscode";
import type { Finding } from "../../core/detection/finding.ts";
import { parseIgnoreFile } from "../../core/detection/ignore-file.ts";
import { currentDocument } from "../current-document.ts";
import { Disposables } from "../disposables.ts";
import { parseFindingArgument } from "../editor/finding-argument.ts";
import { type Registering, registerCommand } from "../register-command.ts";
import type { IgnoreParts } from "./ignore-commands.ts";
import { IGNORE_FILE } from "./ignore-file.ts";
import type { IgnoreLine } from "./ignore-lists.ts";

const SHOWN_MS = 5_000;

function tell(words: string): void {
  vscode.window.setStatusBarMessage(words, SHOWN_MS);
}

function isIgnoreFile(uri: vscode.Uri): boolean {
  return uri.path.endsWith(`/${IGNORE_FILE}`);
}

/** What the quick fix passes, from outside: a line of a file that is called `.lockersignore`, else undefined. */
function parseLine(argument: unknown): IgnoreLine | undefined {
  if (typeof argument !== "object" || argument === null || !("file" in argument) || !("line" in argument)) {
    return undefined;
  }
  const { file, line } = argument;
  if (typeof file !== "string" || typeof line !== "number" || !Number.isSafeInteger(line)) return undefined;
  const uri = vscode.Uri.parse(file);
  return isIgnoreFile(uri) ? { file: uri, line } : undefined;
}

interface Ignored {
  readonly document: vscode.TextDocument;
  readonly finding: Finding;
}

/** The ignored finding that an argument names, else the one on the cursor's line. */
async function ignoredFinding({ scanner }: IgnoreParts, argument: unknown): Promise<Ignored | undefined> {
  const named = parseFindingArgument(argument);
  if (named !== undefined) {
    const document = await currentDocument(vscode.Uri.parse(named.uri));
    const finding = scanner.scanned(document).ignored.find(({ fingerprint }) => fingerprint === named.fingerprint);
    return finding && { document, finding };
  }
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return undefined;
  const { document, selection } = editor;
  const isHere = ({ start }: Finding): boolean => document.positionAt(start).line === selection.active.line;
  const finding = scanner.scanned(document).ignored.find(isHere);
  return finding && { document, finding };
}

function lineAtCursor(): IgnoreLine | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined || !isIgnoreFile(editor.document.uri)) return undefined;
  return { file: editor.document.uri, line: editor.selection.active.line };
}

async function show({ file, line }: IgnoreLine): Promise<void> {
  await vscode.window.showTextDocument(file, { selection: new vscode.Range(line, 0, line, 0), preview: true });
  tell(vscode.l10n.t("This line keeps it away, and other findings too"));
}

async function stop(parts: IgnoreParts, argument: unknown): Promise<void> {
  const line = parseLine(argument) ?? (argument === undefined ? lineAtCursor() : undefined);
  if (line !== undefined) {
    await parts.ignores.remove(line);
    tell(vscode.l10n.t("No longer ignored"));
    return;
  }
  const ignored = await ignoredFinding(parts, argument);
  if (ignored === undefined) {
    tell(vscode.l10n.t("Nothing is ignored at the cursor"));
    return;
  }
  const wider = await parts.ignores.stopIgnoring(ignored.document.uri, ignored.finding);
  if (wider === undefined) tell(vscode.l10n.t("No longer ignored"));
  else await show(wider);
}

/** The fix *Stop ignoring* on each line of a `.lockersignore` that says something. */
function lineFixes(): vscode.Disposable {
  const provider: vscode.CodeActionProvider = {
    provideCodeActions(document, range, context) {
      const { entries } = parseIgnoreFile(document.getText());
      return entries
        .filter(({ line }) => line >= range.start.line && line <= range.end.line)
        .slice(0, 1)
        .map(({ line }) => {
          const title = vscode.l10n.t("Stop ignoring");
          const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
          action.diagnostics = context.diagnostics.filter((one) => one.range.start.line === line);
          action.command = {
            title,
            command: "lockers.stopIgnoring",
            arguments: [{ file: document.uri.toString(), line }],
          };
          return action;
        });
    },
  };
  return vscode.languages.registerCodeActionsProvider({ pattern: `**/${IGNORE_FILE}` }, provider, {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
  });
}

/** *Stop Ignoring*: on a line of `.lockersignore`, on an ignored row of the Findings view, at the cursor. */
export function stopIgnoring(registering: Registering, parts: IgnoreParts): vscode.Disposable {
  const owned = new Disposables();
  owned.add(lineFixes());
  owned.add(registerCommand(registering, "lockers.stopIgnoring", async (argument) => stop(parts, argument)));
  return owned;
}
