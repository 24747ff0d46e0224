import type { Memento } from "vscode";
import type { Memory } from "../memory.ts";

/**
 * VS Code's memory, one update after the other. VS Code tells an extension of all that it has just stored for it, and the
 * extension's copy becomes that: what was updated meanwhile is gone, although its own update resolves.
 */
export function memoryInTurn(memory: Memento): Memory {
  const coming = new Map<string, { readonly value: unknown }>();
  let last: Promise<unknown> = Promise.resolve();

  function get(key: string): unknown {
    const next = coming.get(key);
    return next === undefined ? memory.get(key) : next.value;
  }

  return {
    get,
    keys: () => [...new Set([...memory.keys(), ...coming.keys()])].filter((key) => get(key) !== undefined),
    update: async (key, value) => {
      const update = { value };
      coming.set(key, update);
      const before = last;
      const work = (async () => {
        await before;
        await memory.update(key, value);
      })();
      last = work.catch(() => undefined);
      try {
        await work;
      } finally {
        if (coming.get(key) === update) coming.delete(key);
      }
    },
  };
}
