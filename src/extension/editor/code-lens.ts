import * as vscode from "vscode";
import type { Finding } from "../../core/detection/finding.ts";
import { Disposables } from "../disposables.ts";
import { argumentFor } from "./finding-argument.ts";
import type { DocumentScanner } from "./document-scanner.ts";
import type { LensVisibility } from "./lens-visibility.ts";

export interface LensParts {
  readonly scanner: DocumentScanner;
  readonly visibility: LensVisibility;
  readonly isEnabled: (document: vscode.Uri) => boolean;
  /** What the move would put in the place of the secret, for the tooltip; undefined where that is not known. */
  readonly expression: (document: vscode.TextDocument, finding: Finding) => string | undefined;
  readonly commands: { readonly move: string; readonly ignore: string };
}

function lenses(document: vscode.TextDocument, finding: Finding, parts: LensParts): vscode.CodeLens[] {
  const at = document.positionAt(finding.start);
  const range = new vscode.Range(at, at);
  const argument = argumentFor(document.uri, finding);
  const expression = parts.expression(document, finding);
  return [
    new vscode.CodeLens(range, {
      title: "$(lock) Move to vault",
      command: parts.commands.move,
      arguments: [argument],
      ...(expression === undefined ? {} : { tooltip: `Stores it and puts ${expression} here` }),
    }),
    new vscode.CodeLens(range, { title: "Ignore", command: parts.commands.ignore, arguments: [argument] }),
  ];
}

/** One pair of lenses over each line with a finding, also where the line holds two. None in an untrusted folder. */
export function secretCodeLens(parts: LensParts): vscode.Disposable {
  const provider: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: parts.visibility.onDidChange,
    provideCodeLenses(document) {
      if (!parts.isEnabled(document.uri) || !vscode.workspace.isTrusted) return [];
      if (parts.scanner.lastScanned(document) === undefined) return [];
      const { findings } = parts.scanner.scanned(document);
      const open = new Set(parts.visibility.lines(document));
      return findings.flatMap((finding) => {
        const line = document.positionAt(finding.start).line;
        return finding.severity !== "possible" && open.delete(line) ? lenses(document, finding, parts) : [];
      });
    },
  };
  const owned = new Disposables();
  // VS Code adapts its patience to how long the first answer took. So it is asked for the first time when there is
  // something to show, and not while the extension host still starts: else the first lens comes seconds late.
  const first = owned.add(
    parts.visibility.onDidChange(() => {
      first.dispose();
      owned.add(vscode.languages.registerCodeLensProvider("*", provider));
    }),
  );
  return owned;
}
