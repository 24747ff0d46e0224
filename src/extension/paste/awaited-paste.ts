import * as vscode from "vscode";
import { holds, type Pasted } from "./pasted.ts";

/** Waits for the one paste that was offered last to be made; VS Code does not say which of its offers a person takes. */
export interface AwaitedPaste extends vscode.Disposable {
  /** Takes the place of what was awaited before. */
  readonly expect: (pasted: Pasted) => void;
  /** Waits no more: the secret that was copied is not kept longer than it may be needed. */
  readonly forget: () => void;
}

/**
 * `made` is called once the document holds what was offered. The waiting ends with any other change; a plain paste is none,
 * since the person may still change it for the reference.
 */
export function awaitedPaste(made: (pasted: Pasted) => void): AwaitedPaste {
  let awaited: Pasted | undefined;
  const listener = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    if (awaited === undefined || document !== awaited.document || contentChanges.length === 0) return;
    const pasted = awaited;
    if (holds(document, pasted.after)) {
      awaited = undefined;
      made(pasted);
    } else if (!holds(document, pasted.before) && !document.getText().includes(pasted.secret.reveal()))
      awaited = undefined;
  });
  const closing = vscode.workspace.onDidCloseTextDocument((document) => {
    if (document === awaited?.document) awaited = undefined;
  });
  return {
    forget: () => {
      awaited = undefined;
    },
    expect: (pasted) => {
      awaited = pasted;
    },
    dispose: () => {
      awaited = undefined;
      listener.dispose();
      closing.dispose();
    },
  };
}
