import type { Records } from "../../src/core/ports.ts";

/** Notes in memory, kept as JSON text as the real ones are. */
export function memoryRecords(): Records & { readonly notes: Map<string, string> } {
  const notes = new Map<string, string>();
  return {
    notes,
    async read(name) {
      const text = notes.get(name);
      return text === undefined ? undefined : (JSON.parse(text) as unknown);
    },
    write: async (name, note) => void notes.set(name, JSON.stringify(note)),
    remove: async (name) => void notes.delete(name),
    names: async (prefix) => [...notes.keys()].filter((name) => name.startsWith(prefix)).toSorted(),
  };
}
