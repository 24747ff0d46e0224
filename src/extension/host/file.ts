import { homedir } from "node:os";
import { join } from "node:path";
import { Uri, window } from "vscode";
import { ExpectedError } from "../../core/errors.ts";
import type { FileQuestion } from "../ask.ts";

/** Asks for a file of this computer. Throws `file-unwritable` or `file-unreadable` where the person chose one that is elsewhere. */
export async function file(question: FileQuestion): Promise<string | undefined> {
  const target = question.kind === "save" ? await saveDialog(question) : await openDialog(question);
  if (target === undefined) return undefined;
  if (target.scheme === "file") return target.fsPath;
  const code = question.kind === "save" ? "file-unwritable" : "file-unreadable";
  throw new ExpectedError({ code, file: target.toString(true) });
}

async function saveDialog({ title, name }: Extract<FileQuestion, { kind: "save" }>): Promise<Uri | undefined> {
  return window.showSaveDialog({ title, defaultUri: Uri.file(join(homedir(), name)) });
}

async function openDialog({ title }: FileQuestion): Promise<Uri | undefined> {
  const chosen = await window.showOpenDialog({ title, defaultUri: Uri.file(homedir()) });
  return chosen?.[0];
}
