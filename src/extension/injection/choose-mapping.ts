import * as vscode from "vscode";
import { ExpectedError } from "../../core/errors.ts";
import { type MappingFile, readMapping } from "../../node/mapping/approved-mapping.ts";
import { MAPPING_NAME } from "../../node/mapping/find-mapping.ts";
import type { Ask } from "../ask.ts";

/** A mapping, and the folder whose programs it is for. */
export interface ChosenMapping {
  readonly uri: vscode.Uri;
  readonly folder: vscode.Uri;
}

/** A mapping that a button or a lens names; undefined for anything else, since other extensions can pass anything. */
function named(argument: unknown): vscode.Uri | undefined {
  const uri = typeof argument === "string" ? vscode.Uri.parse(argument) : undefined;
  return uri !== undefined && uri.path.endsWith(`/${MAPPING_NAME}`) ? uri : undefined;
}

function chosen(uri: vscode.Uri): ChosenMapping {
  return { uri, folder: vscode.Uri.joinPath(uri, "..") };
}

/**
 * The mapping of the workspace; the person picks where there are several. Throws `mapping-absent` where there is none,
 * `cancelled` where they left.
 */
export async function chooseMapping(ask: Ask, title: string, argument: unknown): Promise<ChosenMapping> {
  const given = named(argument);
  if (given !== undefined) return chosen(given);
  const found = await vscode.workspace.findFiles(`**/${MAPPING_NAME}`, "**/node_modules/**", 100);
  const [first, ...others] = found.toSorted((a, b) => a.path.length - b.path.length);
  if (first === undefined) {
    const folder = vscode.workspace.workspaceFolders?.[0]?.name ?? "";
    throw new ExpectedError({ code: "mapping-absent", folder });
  }
  if (others.length === 0) return chosen(first);
  const rows = [first, ...others].map((uri) => ({
    label: vscode.workspace.asRelativePath(uri),
    icon: "list-flat",
    value: uri,
  }));
  const uri = await ask.pick({ title, placeholder: vscode.l10n.t("Which mapping"), rows });
  if (uri === undefined) throw new ExpectedError({ code: "cancelled" });
  return chosen(uri);
}

/** Reads it from disk, as programs would get it; what is unsaved is saved first. Throws what `readMapping` throws. */
export async function readChosen({ uri, folder }: ChosenMapping): Promise<MappingFile> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open?.isDirty === true) await open.save();
  return readMapping(folder.fsPath, uri.fsPath);
}
