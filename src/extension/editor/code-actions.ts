import * as vscode from "vscode";
import type { Finding } from "../../core/detection/finding.ts";
import { DIAGNOSTIC_SOURCE } from "./diagnostics.ts";
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
}

export interface FixParts {
  readonly scanner: DocumentScanner;
  readonly showsPossible: () => boolean;
  readonly commands: FixCommands;
  readonly stored: StoredFindings;
}

interface Fix {
  readonly title: string;
  readonly command: string;
  readonly isPreferred?: boolean;
}

interface Circumstances {
  readonly isOneOfMany: boolean;
  readonly isStored: boolean;
}

function fixes(finding: Finding, { isOneOfMany, isStored }: Circumstances, commands: FixCommands): readonly Fix[] {
  // A finding that is only possible must not be moved by a slip of Auto Fix.
  const move = { title: "Move secret to vault…", command: commands.move, isPreferred: finding.severity !== "possible" };
  const ignore = { title: "Ignore this finding", command: commands.ignore };
  // Restricted Mode: nothing is moved out of a folder that the person does not trust.
  if (!vscode.workspace.isTrusted) return [ignore];
  const all = isOneOfMany ? [{ title: "Move all secrets in file…", command: commands.moveAll }] : [];
  const replace = isStored ? [{ title: "Replace with the stored one", command: commands.replace }] : [];
  return [move, ...replace, ...all, ignore];
}

/** Quick fixes of the findings that touch a range. */
export function secretCodeActions(parts: FixParts): vscode.Disposable {
  const isShown = ({ severity }: Finding): boolean => severity !== "possible" || parts.showsPossible();
  const provider: vscode.CodeActionProvider = {
    provideCodeActions(document, range, context) {
      const shown = parts.scanner.scanned(document).findings.filter(isShown);
      const touched = shown.filter((finding) => findingRange(document, finding).intersection(range) !== undefined);
      return touched.flatMap((finding) => {
        const place = findingRange(document, finding);
        const diagnostics = context.diagnostics.filter(
          (diagnostic) => diagnostic.source === DIAGNOSTIC_SOURCE && diagnostic.range.isEqual(place),
        );
        const isStored = parts.stored.storedAt(document, finding) !== undefined;
        return fixes(finding, { isOneOfMany: shown.length > 1, isStored }, parts.commands).map((fix) => {
          const action = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
          action.command = { ...fix, arguments: [argumentFor(document.uri, finding)] };
          action.diagnostics = diagnostics;
          if (fix.isPreferred === true) action.isPreferred = true;
          return action;
        });
      });
    },
  };
  return vscode.languages.registerCodeActionsProvider("*", provider, {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
  });
}
