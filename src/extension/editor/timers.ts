import type { Disposable } from "vscode";

/** One running timer at most for each key. */
export interface Timers<Key> extends Disposable {
  /** Runs `then` after `milliseconds`, in the place of what was waiting for this key. */
  start(key: Key, milliseconds: number, then: () => void): void;
  stop(key: Key): void;
  isRunning(key: Key): boolean;
}

export function createTimers<Key>(): Timers<Key> {
  const running = new Map<Key, NodeJS.Timeout>();
  function stop(key: Key): void {
    clearTimeout(running.get(key));
    running.delete(key);
  }
  return {
    start(key, milliseconds, then) {
      stop(key);
      const timer = setTimeout(() => {
        running.delete(key);
        then();
      }, milliseconds);
      running.set(key, timer);
    },
    stop,
    isRunning: (key) => running.has(key),
    dispose() {
      for (const timer of running.values()) clearTimeout(timer);
      running.clear();
    },
  };
}
