import * as vscode from "vscode";
import type { Finding, ScanContext } from "../../core/detection/finding.ts";
import { type IgnoreEntry, parseIgnoreFile } from "../../core/detection/ignore-file.ts";
import { Disposables } from "../disposables.ts";
import { DIAGNOSTIC_SOURCE } from "../editor/diagnostics.ts";
import type { RuleNames } from "../editor/finding-words.ts";
import { createTimers } from "../editor/timers.ts";
import { IGNORE_FILE } from "./ignore-file.ts";
import { readText } from "./edit-file.ts";

export interface StaleParts {
  readonly scan: (text: string, context: ScanContext) => readonly Finding[];
  readonly rules: RuleNames;
  /** True for rules that `scan` knows; what a person's own ones find is told by nobody here. */
  readonly isBuiltIn: (rule: string) => boolean;
  /** Settled once detection is there. */
  readonly ready: Promise<void>;
}

/** A list that names more files is not looked at further: its lines may all be right. */
const MOST_FILES = 500;
const LARGEST = 5_000_000;
const PAUSE_MS = 500;
/** What Lockers writes behind a fingerprint: the rule, and the file as far as it can be shown. */
const PLACE = /^[0-9a-f]{32}[ \t]+# ([\w-]+) (.+?)\r?$/;

/** Fingerprints of what a file holds; none for one that is not there any more, undefined where that cannot be told. */
async function fingerprintsIn(file: vscode.Uri, path: string, parts: StaleParts): Promise<Set<string> | undefined> {
  try {
    const { size } = await vscode.workspace.fs.stat(file);
    if (size > LARGEST) return undefined;
  } catch (error) {
    return error instanceof vscode.FileSystemError && error.code === "FileNotFound" ? new Set() : undefined;
  }
  const text = await readText(file).catch(() => undefined);
  return text === undefined ? undefined : new Set(parts.scan(text, { path }).map(({ fingerprint }) => fingerprint));
}

/** Why a line does nothing; undefined for one that does something, or of which that is not known. */
type Reason = (entry: IgnoreEntry) => Promise<string | undefined>;

function reasonFor(document: vscode.TextDocument, parts: StaleParts): Reason {
  const folder = vscode.Uri.joinPath(document.uri, "..");
  const known = new Map<string, Promise<Set<string> | undefined>>();
  async function lookIn(path: string): Promise<Set<string> | undefined> {
    if (!known.has(path) && known.size >= MOST_FILES) return undefined;
    const asked = known.get(path) ?? fingerprintsIn(vscode.Uri.joinPath(folder, path), path, parts);
    known.set(path, asked);
    return asked;
  }
  return async (entry) => {
    if (entry.kind === "rule") {
      return parts.rules(entry.rule) ? undefined : vscode.l10n.t('Lockers has no rule "{0}".', entry.rule);
    }
    const path = entry.kind === "finding" ? placeOf(document.lineAt(entry.line).text, parts) : undefined;
    if (path === undefined || entry.kind === "path") return undefined;
    const isStale = (await lookIn(path))?.has(entry.fingerprint) === false;
    return isStale ? vscode.l10n.t("Nothing in {0} matches this line any more.", path) : undefined;
  };
}

/** The file that a line of a built-in rule is about; undefined where that cannot be followed. */
function placeOf(line: string, { isBuiltIn }: StaleParts): string | undefined {
  const [, rule = "", path = ".."] = PLACE.exec(line) ?? [];
  return isBuiltIn(rule) && isPlain(path) ? path : undefined;
}

/** A name that goes up, or is not written in full, is not followed. */
function isPlain(path: string): boolean {
  return !/(?:^|\/)\.\.(?:\/|$)|\?/.test(path);
}

/** Undefined where the text became another one meanwhile: whoever looks at that tells. */
async function staleLines(
  document: vscode.TextDocument,
  parts: StaleParts,
): Promise<readonly vscode.Diagnostic[] | undefined> {
  const { version } = document;
  const reason = reasonFor(document, parts);
  const found: vscode.Diagnostic[] = [];
  for (const entry of parseIgnoreFile(document.getText()).entries) {
    const words = await reason(entry);
    if (document.isClosed || document.version !== version) return undefined;
    if (words === undefined) continue;
    const hint = new vscode.Diagnostic(document.lineAt(entry.line).range, words, vscode.DiagnosticSeverity.Hint);
    hint.source = DIAGNOSTIC_SOURCE;
    hint.tags = [vscode.DiagnosticTag.Unnecessary];
    found.push(hint);
  }
  return found;
}

function isList({ uri }: vscode.TextDocument): boolean {
  return uri.path.endsWith(`/${IGNORE_FILE}`) && uri.scheme !== "git";
}

/** Fades the lines of an open `.lockersignore` that match nothing any more. */
export function staleIgnores(parts: StaleParts): vscode.Disposable {
  const owned = new Disposables();
  const hints = owned.add(vscode.languages.createDiagnosticCollection("lockers-ignore"));

  async function look(document: vscode.TextDocument): Promise<void> {
    if (!isList(document)) return;
    await parts.ready;
    const found = await staleLines(document, parts);
    if (found !== undefined && !document.isClosed) hints.set(document.uri, found);
  }
  const timers = owned.add(createTimers<vscode.TextDocument>());
  owned.add(vscode.workspace.onDidOpenTextDocument(look));
  owned.add(
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (isList(document)) timers.start(document, PAUSE_MS, () => void look(document));
    }),
  );
  owned.add(vscode.workspace.onDidCloseTextDocument(({ uri }) => hints.delete(uri)));
  for (const document of vscode.workspace.textDocuments) void look(document);
  return owned;
}
