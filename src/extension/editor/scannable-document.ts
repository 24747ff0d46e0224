import { isMinified } from "../../core/detection/minified.ts";

/** What is asked of a document before it is scanned; `vscode.TextDocument` fits. */
export interface CandidateDocument {
  readonly uri: { readonly scheme: string; readonly path: string };
  readonly lineCount: number;
}

/** `foreign`: not a person's text (output, Git's old versions, settings); the other two are told to the person. */
export type Scannability = "scannable" | "foreign" | "large" | "minified";

const MAX_LENGTH = 5_000_000;
/** Nothing but fingerprints and names, which Lockers writes itself. */
const IGNORE_FILE = /(?:^|\/)\.lockersignore$/;
const ALWAYS = new Set(["file", "untitled", "vscode-notebook-cell", "vscode-remote", "vscode-vfs"]);
/** Writable, but the editor's own: nothing there is moved into a vault. */
const NEVER = new Set(["vscode-userdata", "vscode-settings", "output", "vscode-interactive-input"]);

/**
 * True for the schemes whose documents are a person's files: those on a disk, unsaved ones, notebook cells, and
 * whatever file system an extension offers for writing.
 */
export function isPersonsScheme(scheme: string, isWritable: (scheme: string) => boolean | undefined): boolean {
  if (NEVER.has(scheme)) return false;
  return ALWAYS.has(scheme) || isWritable(scheme) === true;
}

/** Whether the text of a document of a person's scheme is worth a scan. `length` in UTF-16 code units. */
export function scannability(document: CandidateDocument, length: number): Scannability {
  if (IGNORE_FILE.test(document.uri.path)) return "foreign";
  if (length > MAX_LENGTH) return "large";
  return isMinified(document.uri.path, length, () => document.lineCount) ? "minified" : "scannable";
}
