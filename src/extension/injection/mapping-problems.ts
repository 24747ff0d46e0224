import * as vscode from "vscode";
import type { BrokenReference } from "../../core/references/resolve-mapping.ts";
import { DIAGNOSTIC_SOURCE } from "../editor/diagnostics.ts";
import { describe } from "../messages.ts";

/** Marks the lines of a mapping that gave no value at the last start. */
export interface MappingProblems extends vscode.Disposable {
  /** Takes the place of what was marked in that mapping; an empty list clears it. */
  readonly show: (mapping: vscode.Uri, broken: readonly BrokenReference[]) => void;
}

/** A line that was marked says so until the next start, or until the mapping is edited. */
export function createMappingProblems(): MappingProblems {
  const collection = vscode.languages.createDiagnosticCollection("lockers mapping");
  const listener = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    if (contentChanges.length > 0) collection.delete(document.uri);
  });
  return {
    show(mapping, broken) {
      const diagnostics = broken.map(({ line, problem }) => {
        const range = new vscode.Range(line - 1, 0, line - 1, Number.MAX_SAFE_INTEGER);
        const shown = new vscode.Diagnostic(range, describe(problem).text, vscode.DiagnosticSeverity.Error);
        shown.source = DIAGNOSTIC_SOURCE;
        shown.code = problem.code;
        return shown;
      });
      collection.set(mapping, diagnostics);
    },
    dispose: () => vscode.Disposable.from(collection, listener).dispose(),
  };
}
