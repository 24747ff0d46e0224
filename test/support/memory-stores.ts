import type { Keychain } from "../../src/core/ports.ts";
import type { Secret } from "../../src/core/secrets/secret.ts";
import type { SessionLock } from "../../src/core/sessions/session-lock.ts";
import { keychainSessions, type SessionStore } from "../../src/core/sessions/session-store.ts";

/** A keychain in memory; `entries` is what it holds. */
export function memoryKeychain(): Keychain & { readonly entries: Map<string, Secret> } {
  const entries = new Map<string, Secret>();
  return {
    entries,
    read: async (key) => entries.get(key),
    write: async (key, value) => {
      entries.set(key, value);
    },
    remove: async (key) => {
      entries.delete(key);
    },
  };
}

export function memorySessions(): SessionStore {
  return keychainSessions(memoryKeychain());
}

/** For tests with one process. */
export const noLock: SessionLock = { run: (_, task) => task() };
