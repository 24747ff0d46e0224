import * as vscode from "vscode";
import type { DocumentScanner } from "../editor/document-scanner.ts";
import { type Registering, registerCommand } from "../register-command.ts";
import { requireTrust } from "../require-trust.ts";
import type { FindingsList, ShownFile } from "./findings-list.ts";

function counted(count: number, one: string, many: string): string {
  return count === 1 ? one : vscode.l10n.t(many, count.toLocaleString("en"));
}

function movable({ findings }: ShownFile): number {
  return findings.filter(({ isIgnored }) => !isIgnored).length;
}

async function isWanted({ ask }: Registering, files: readonly ShownFile[]): Promise<boolean> {
  const all = files.flatMap(({ findings }) => findings).filter(({ isIgnored }) => !isIgnored);
  const certain = all.filter(({ finding }) => finding.severity === "certain").length;
  const secrets = counted(all.length, vscode.l10n.t("1 secret"), "{0} secrets");
  const verb = vscode.l10n.t("Move All");
  const pressed = await ask.modal({
    text: vscode.l10n.t("Move {0} in {1}?", secrets, counted(files.length, vscode.l10n.t("1 file"), "{0} files")),
    detail: vscode.l10n.t(
      "{0} of them are certain. You choose the findings and the vault for each file, one file after the other.",
      certain.toLocaleString("en"),
    ),
    verbs: [verb],
  });
  return pressed === verb;
}

interface MoveAllParts {
  readonly list: FindingsList;
  readonly documents: DocumentScanner;
}

/** Goes through the files; where nothing was moved in one, asks whether to go on. */
async function moveEach({ ask }: Registering, parts: MoveAllParts, files: readonly ShownFile[]): Promise<void> {
  const { list, documents } = parts;
  for (const [index, { uri, path }] of files.entries()) {
    const left = (): number =>
      list
        .shown()
        .filter((file) => file.uri === uri)
        .reduce((sum, file) => sum + movable(file), 0);
    const before = left();
    const { document } = await vscode.window.showTextDocument(vscode.Uri.parse(uri), { preview: true });
    await vscode.commands.executeCommand("lockers.moveAll", { file: { uri } });
    documents.scanned(document);
    const rest = files.length - index - 1;
    if (left() < before || rest === 0) continue;
    const goOn = vscode.l10n.t("Go On");
    const text =
      rest === 1
        ? vscode.l10n.t("Nothing was moved in {0}. 1 file is left.", path)
        : vscode.l10n.t("Nothing was moved in {0}. {1} files are left.", path, rest.toLocaleString("en"));
    if ((await ask.toast({ level: "info", text, buttons: [goOn] })) !== goOn) return;
  }
}

/** *Move All Secrets…* of the Findings view: what it shows, file by file. */
export function moveAllFindings(
  registering: Registering,
  list: FindingsList,
  documents: DocumentScanner,
): vscode.Disposable {
  return registerCommand(registering, "lockers.moveAllFindings", async () => {
    requireTrust(vscode.l10n.t("moved"));
    const files = list.shown().filter((file) => movable(file) > 0);
    if (files.length === 0) {
      vscode.window.setStatusBarMessage(vscode.l10n.t("No findings to move"), 5_000);
      return;
    }
    if (await isWanted(registering, files)) await moveEach(registering, { list, documents }, files);
  });
}
