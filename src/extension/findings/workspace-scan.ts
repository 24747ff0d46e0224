import * as vscode from "vscode";
import type { Finding, ScanContext } from "../../core/detection/finding.ts";
import { locateFindings } from "../../core/detection/locate.ts";
import { findingPath } from "../editor/finding-path.ts";
import { scannability } from "../editor/scannable-document.ts";
import type { FileFindings } from "./findings-list.ts";

export interface ScanParts {
  readonly scan: (text: string, context: ScanContext) => readonly Finding[];
  readonly isIgnored: (document: vscode.Uri, finding: Finding) => boolean;
}

export interface ScanProgress {
  readonly done: number;
  readonly of: number;
}

export interface WorkspaceScan {
  readonly files: readonly FileFindings[];
  /** Files read. */
  readonly read: number;
  /** Large, minified or unreadable ones. */
  readonly skipped: number;
  readonly isPartial: boolean;
}

/** What other people or programs made: nobody moves a secret out of it. */
const EXCLUDED = "**/{node_modules,.git,.hg,.svn,bower_components,.venv,venv,__pycache__,.terraform,.cache}/**";
const MAX_BYTES = 5_000_000;
const AT_ONCE = 32;
const BINARY_PROBE = 8_000;

function isBinary(bytes: Uint8Array): boolean {
  return bytes.subarray(0, BINARY_PROBE).includes(0);
}

/** The findings of one file on disk; undefined for one that holds no text. Throws where it cannot be read. */
export async function scanFile(uri: vscode.Uri, parts: ScanParts): Promise<FileFindings | undefined> {
  const path = findingPath(uri);
  const file = { uri: uri.toString(), path, findings: [] };
  const { size } = await vscode.workspace.fs.stat(uri);
  if (size > MAX_BYTES) return { ...file, skipped: { reason: "large", size } };
  const bytes = await vscode.workspace.fs.readFile(uri);
  if (isBinary(bytes)) return undefined;
  const text = new TextDecoder().decode(bytes);
  const lineCount = text.split("\n").length;
  if (scannability({ uri, lineCount }, text.length) === "minified") {
    return { ...file, skipped: { reason: "minified", size } };
  }
  const found = parts.scan(text, { path }).filter((finding) => !parts.isIgnored(uri, finding));
  return { ...file, findings: locateFindings(text, found) };
}

/** Scans every file of the workspace, some at a time, so that the editor stays responsive. Stops early where cancelled. */
export async function scanWorkspace(
  parts: ScanParts,
  cancel: vscode.CancellationToken,
  tell: (progress: ScanProgress) => void,
): Promise<WorkspaceScan> {
  const uris = await vscode.workspace.findFiles("**/*", EXCLUDED, undefined, cancel);
  const files: FileFindings[] = [];
  let read = 0;
  let unreadable = 0;
  for (let at = 0; at < uris.length && !cancel.isCancellationRequested; at += AT_ONCE) {
    tell({ done: at, of: uris.length });
    const chunk = await Promise.allSettled(uris.slice(at, at + AT_ONCE).map(async (uri) => scanFile(uri, parts)));
    for (const result of chunk) {
      if (result.status === "rejected") unreadable++;
      else read++;
      if (result.status === "fulfilled" && result.value !== undefined) files.push(result.value);
    }
  }
  const left = files.filter((file) => file.skipped !== undefined).length;
  return { files, read: read - left, skipped: left + unreadable, isPartial: cancel.isCancellationRequested };
}
