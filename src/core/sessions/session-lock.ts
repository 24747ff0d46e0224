/** Lets one process at a time do something: two windows that refresh at once would end each other's session. */
export interface SessionLock {
  /** Waits for its turn. Gives what the task gives. */
  run<T>(name: string, task: () => Promise<T>): Promise<T>;
}

/** Takes turns within this process, and inside of that between processes by `outer`. */
export function takeTurns(outer: SessionLock): SessionLock {
  const last = new Map<string, Promise<unknown>>();
  return {
    run: async (name, task) => {
      const before = last.get(name) ?? Promise.resolve();
      const turn = before.then(() => outer.run(name, task));
      last.set(
        name,
        // The next one's turn comes whether this one went well or not.
        turn.catch(() => undefined),
      );
      return turn;
    },
  };
}
