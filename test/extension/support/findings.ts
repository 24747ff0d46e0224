/** What Lockers says of documents, for suites about typing and ignoring. */

import assert from "node:assert/strict";
import { type Diagnostic, DiagnosticSeverity, languages, type TextDocument, Uri, window, workspace } from "vscode";
import { createDetector } from "../../../src/core/detection/detector.ts";
import type { TestContext } from "../harness.ts";
import { closeTabs } from "./tabs.ts";

/** Made for these tests. */
export const PASSWORD = "gr4vel-Heron-22-Moss";

/** Our diagnostics of a document, those that only hint left out. */
export function marks(document: Pick<TextDocument, "uri">): readonly Diagnostic[] {
  return languages
    .getDiagnostics(document.uri)
    .filter(({ source, severity }) => source === "Lockers" && severity !== DiagnosticSeverity.Hint);
}

/** Our hints. */
export function hints(document: Pick<TextDocument, "uri">): readonly Diagnostic[] {
  return languages
    .getDiagnostics(document.uri)
    .filter(({ source, severity }) => source === "Lockers" && severity === DiagnosticSeverity.Hint);
}

/** Rule and characters of each mark, in the order of the text. */
export function marked(document: TextDocument): readonly string[] {
  return marks(document)
    .toSorted((a, b) => a.range.start.compareTo(b.range.start))
    .map(({ code, range }) => {
      const rule = typeof code === "object" ? code.value : code;
      return `${rule} ${document.offsetAt(range.start)}-${document.offsetAt(range.end)}`;
    });
}

const detector = createDetector();

/** The same, by a scan of the whole text that knows nothing of what was before. */
export function scannedAnew(document: TextDocument, path: string): readonly string[] {
  return detector
    .scan(document.getText(), { path })
    .filter(({ severity }) => severity !== "possible")
    .map(({ rule, start, end }) => `${rule} ${start}-${end}`);
}

/** A file of the test's own in the open folder, shown; gone after the test. */
export async function newFile(context: TestContext, name: string, text: string): Promise<TextDocument> {
  const uri = Uri.joinPath(context.workspace, name);
  await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  context.cleanUp(async () => {
    await closeTabs();
    await workspace.fs.delete(uri, { useTrash: false }).then(undefined, () => undefined);
  });
  const document = await documentOf(context, uri);
  await window.showTextDocument(document);
  await context.waitUntil("its editor", () => window.activeTextEditor?.document === document);
  return document;
}

function withLineFeeds(text: string): string {
  return text.replaceAll(/\r\n?/g, "\n");
}

/** A file's document, as the file is: VS Code keeps those of earlier tests, and reads them anew only when the disk tells. */
export async function documentOf({ waitUntil }: TestContext, file: Uri): Promise<TextDocument> {
  return waitUntil(`what the disk has in ${file.path}`, async () => {
    const document = await workspace.openTextDocument(file);
    return withLineFeeds(document.getText()) === withLineFeeds(await textOf(file)) && document;
  });
}

/** Takes the test's lines out again; emptied first, since a file that comes and goes within a moment may cause no event. */
export function ignoreFileOf(context: TestContext): Uri {
  const file = Uri.joinPath(context.workspace, ".lockersignore");
  context.cleanUp(async () => {
    await workspace.fs.writeFile(file, new Uint8Array());
    await workspace.fs.delete(file);
  });
  return file;
}

export async function textOf(file: Uri): Promise<string> {
  return new TextDecoder().decode(await workspace.fs.readFile(file));
}

export async function marksCount(context: TestContext, document: TextDocument, count: number): Promise<void> {
  await context.waitUntil(`${count} findings in ${document.uri.path}`, () => marks(document).length === count);
  assert.equal(marks(document).length, count);
}
