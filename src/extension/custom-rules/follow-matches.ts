import * as vscode from "vscode";
import type { CustomMatch } from "../../core/detection/custom/custom-matches.ts";
import type { CustomRule } from "../../core/detection/custom/custom-rule.ts";

/** What rules found in open documents. Matches keep their places while somebody types, until there are new ones. */
export interface FollowedMatches extends vscode.Disposable {
  of(document: vscode.TextDocument): readonly CustomMatch[];
  /** True where the document's present text was not looked at with these rules yet; it counts as looked at from then on. */
  isDue(document: vscode.TextDocument, rules: readonly CustomRule[]): boolean;
  /** True where these are others than before. */
  set(document: vscode.TextDocument, matches: readonly CustomMatch[]): boolean;
}

interface Followed {
  readonly version: number;
  readonly rules: readonly CustomRule[];
  readonly matches: readonly CustomMatch[];
}

export function followMatches(): FollowedMatches {
  const all = new Map<vscode.TextDocument, Followed>();
  const listeners = vscode.Disposable.from(
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      const known = all.get(document);
      if (known === undefined || known.matches.length === 0) return;
      all.set(document, { ...known, matches: contentChanges.reduce(moved, known.matches) });
    }),
    vscode.workspace.onDidCloseTextDocument((document) => void all.delete(document)),
  );
  return {
    of: (document) => all.get(document)?.matches ?? [],
    isDue: (document, rules) => {
      const known = all.get(document);
      if (known?.version === document.version && known.rules === rules) return false;
      // What other rules found is nobody's finding any more.
      const matches = known?.rules === rules ? known.matches : [];
      all.set(document, { version: document.version, rules, matches });
      return true;
    },
    set: (document, matches) => {
      const known = all.get(document);
      if (known === undefined) return false;
      all.set(document, { ...known, matches });
      return JSON.stringify(matches) !== JSON.stringify(known.matches);
    },
    dispose: () => {
      listeners.dispose();
      all.clear();
    },
  };
}

/** The matches after one change; those that it touches are gone. VS Code tells of changes from the end of the text to its beginning. */
function moved(
  matches: readonly CustomMatch[],
  {
    rangeOffset,
    rangeLength,
    text,
  }: Pick<vscode.TextDocumentContentChangeEvent, "rangeOffset" | "rangeLength" | "text">,
): readonly CustomMatch[] {
  const by = text.length - rangeLength;
  return matches.flatMap((match) => {
    if (match.end <= rangeOffset) return [match];
    if (match.start < rangeOffset + rangeLength) return [];
    return [{ ...match, start: match.start + by, end: match.end + by }];
  });
}
