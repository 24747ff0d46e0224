import type { Disposable } from "vscode";

/** Runs `work` soon, and once for many calls. */
export function paced(work: () => void, pauseMs: () => number): Disposable & { readonly run: () => void } {
  let timer: NodeJS.Timeout | undefined;
  let ended = -Infinity;
  function run(): void {
    timer ??= setTimeout(
      () => {
        timer = undefined;
        work();
        ended = performance.now();
      },
      Math.max(0, ended + pauseMs() - performance.now()),
    );
  }
  return { run, dispose: () => clearTimeout(timer) };
}
