import * as vscode from "vscode";
import type { Finding } from "../../core/detection/finding.ts";
import { DIAGNOSTIC_SOURCE } from "./diagnostics.ts";
import type { TokenFix, TokenFixes } from "../lockers/token-fix.ts";
import type { StoredFindings } from "../stored/stored-findings.ts";
import type { DocumentScanner } from "./document-scanner.ts";
import { argumentFor } from "./finding-argument.ts";
import { findingRange } from "./finding-range.ts";

/** The commands behind the quick fixes, in the order in which they are offered. */
export interface FixCommands {
  readonly move: string;
  /** Puts the expression there for a value that the vault holds already. */
  readonly replace: string;
  readonly moveAll: string;
  readonly ignore: string;
  readonly ignoreRule: string;
}

export interface FixParts {
  readonly scanner: DocumentScanner;
  readonly showsPossible: (document: vscode.Uri) => boolean;
  /** False for a document in no folder: it can be ignored by a comment only, and not a rule at all. */
  readonly hasIgnoreFile: (document: vscode.Uri) => boolean;
  readonly commands: FixCommands;
  readonly stored: StoredFindings;
  readonly tokenFix: TokenFixes;
}

interface Fix {
  readonly title: string;
  readonly command: string;
  readonly isPreferred?: boolean;
  /** What the command is called with; the finding unless said. */
  readonly argument?: unknown;
}

interface Circumstances {
  readonly isOneOfMany: boolean;
  readonly isStored: boolean;
  readonly hasIgnoreFile: boolean;
  readonly tokenFix: TokenFix | undefined;
}

function fixes(finding: Finding, circumstances: Circumstances, commands: FixCommands): readonly Fix[] {
  // A finding that is only possible must not be moved by a slip of Auto Fix.
  const move = { title: "Move secret to vault…", command: commands.move, isPreferred: finding.severity !== "possible" };
  const ignore = circumstances.hasIgnoreFile
    ? [
        { title: "Ignore this finding", command: commands.ignore },
        { title: "Ignore this rule in this file", command: commands.ignoreRule },
      ]
    : [{ title: "Ignore this finding with a comment", command: commands.ignore }];
  // Restricted Mode: nothing is moved out of a folder that the person does not trust.
  if (!vscode.workspace.isTrusted) return ignore;
  const all = circumstances.isOneOfMany ? [{ title: "Move all secrets in file…", command: commands.moveAll }] : [];
  const replace = circumstances.isStored ? [{ title: "Replace with the stored one", command: commands.replace }] : [];
  const token = circumstances.tokenFix === undefined ? [] : [circumstances.tokenFix];
  return [move, ...token, ...replace, ...all, ...ignore];
}

/** Quick fixes of the findings that touch a range. */
export function secretCodeActions(parts: FixParts): vscode.Disposable {
  async function actionsFor(
    finding: Finding,
    document: vscode.TextDocument,
    given: Pick<Circumstances, "isOneOfMany">,
    diagnostics: vscode.Diagnostic[],
  ): Promise<readonly vscode.CodeAction[]> {
    const circumstances = {
      ...given,
      isStored: parts.stored.storedAt(document, finding) !== undefined,
      hasIgnoreFile: parts.hasIgnoreFile(document.uri),
      tokenFix: await parts.tokenFix(document, finding),
    };
    return fixes(finding, circumstances, parts.commands).map(({ title, command, argument, isPreferred }) => {
      const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
      action.command = { title, command, arguments: [argument ?? argumentFor(document.uri, finding)] };
      action.diagnostics = diagnostics;
      if (isPreferred === true) action.isPreferred = true;
      return action;
    });
  }
  const provider: vscode.CodeActionProvider = {
    provideCodeActions: async (document, range, context) => {
      const showsPossible = parts.showsPossible(document.uri);
      const shown = parts.scanner
        .scanned(document)
        .findings.filter(({ severity }) => severity !== "possible" || showsPossible);
      const touched = shown.filter((finding) => findingRange(document, finding).intersection(range) !== undefined);
      const actions = touched.map(async (finding) => {
        const place = findingRange(document, finding);
        const diagnostics = context.diagnostics.filter(
          (diagnostic) => diagnostic.source === DIAGNOSTIC_SOURCE && diagnostic.range.isEqual(place),
        );
        return actionsFor(finding, document, { isOneOfMany: shown.length > 1 }, diagnostics);
      });
      return (await Promise.all(actions)).flat();
    },
  };
  return vscode.languages.registerCodeActionsProvider("*", provider, {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
  });
}
