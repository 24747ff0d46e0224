import type { CancellationToken } from "vscode";

/** The core's way to be cancelled, from VS Code's. */
export function abortOn(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  else token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}
