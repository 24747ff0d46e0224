import * as vscode from "vscode";
import type { Finding } from "../../core/detection/finding.ts";
import { ExpectedError } from "../../core/errors.ts";
import { currentDocument } from "../current-document.ts";
import type { DocumentScanner } from "../editor/document-scanner.ts";
import { findingPath } from "../editor/finding-path.ts";
import { parseFindingArgument } from "../editor/finding-argument.ts";

/** A finding in a document that was scanned at its present version. */
export interface Target {
  readonly document: vscode.TextDocument;
  readonly finding: Finding;
}

/** The file that a row of the Findings view or a finding's argument is in; undefined for anything else. */
export function parseFileArgument(argument: unknown): vscode.Uri | undefined {
  const finding = parseFindingArgument(argument);
  if (finding !== undefined) return vscode.Uri.parse(finding.uri);
  if (typeof argument !== "object" || argument === null || !("file" in argument)) return undefined;
  const { file } = argument;
  const isFile = typeof file === "object" && file !== null && "uri" in file && typeof file.uri === "string";
  return isFile ? vscode.Uri.parse(String(file.uri)) : undefined;
}

/** How far from the cursor a finding may be: on its line, or anywhere where the person sees which one it is before anything is done. */
export type Reach = "line" | "file";

/** Those on the cursor's line first, then the next below it, then the first of the file. */
function atCursor(editor: vscode.TextEditor, findings: readonly Finding[], reach: Reach): Finding | undefined {
  const { document, selection } = editor;
  const { line } = selection.active;
  const lineOf = (finding: Finding): number => document.positionAt(finding.start).line;
  const onLine = findings.filter((finding) => lineOf(finding) === line);
  const offset = document.offsetAt(selection.active);
  const here = onLine.find(({ start, end }) => start <= offset && offset <= end) ?? onLine[0];
  if (here !== undefined || reach === "line") return here;
  return findings.find((finding) => lineOf(finding) > line) ?? findings[0];
}

/**
 * The finding that a command is about: the one its argument names, else the one at or after the cursor. Undefined where
 * there is none at the cursor; throws `document-changed` where the one named is not there any more.
 */
export async function targetFinding(
  scanner: DocumentScanner,
  argument: unknown,
  reach: Reach = "file",
): Promise<Target | undefined> {
  const named = parseFindingArgument(argument);
  if (named === undefined) {
    const editor = vscode.window.activeTextEditor;
    const finding = editor && atCursor(editor, scanner.scanned(editor.document).findings, reach);
    return editor && finding && { document: editor.document, finding };
  }
  const document = await currentDocument(vscode.Uri.parse(named.uri));
  const finding = scanner.scanned(document).findings.find(({ fingerprint }) => fingerprint === named.fingerprint);
  if (finding === undefined) throw new ExpectedError({ code: "document-changed", file: findingPath(document.uri) });
  return { document, finding };
}
