import type { ServerProfile } from "../connections/connections.ts";
import { ExpectedError } from "../errors.ts";
import type { SessionStore } from "./session-store.ts";
import type { Sessions } from "./sessions.ts";
import { noteOf, parseSession, type StoredSession } from "./stored-session.ts";

/** Reads and writes sessions of profiles in their store, and tells who listens. */
export interface SessionKeeper {
  /** Undefined where there is none, or none for the profile as it is now. */
  read(profile: ServerProfile): Promise<StoredSession | undefined>;
  /** Throws `signed-out` where `read` gives none. */
  mustRead(profile: ServerProfile): Promise<StoredSession>;
  readonly keep: (profile: ServerProfile, session: StoredSession) => Promise<void>;
  forget(profile: ServerProfile): Promise<void>;
  readonly onChange: Sessions["onChange"];
}

export function createSessionKeeper(store: SessionStore): SessionKeeper {
  const listeners = new Set<(server: string) => void>();
  function tell(server: string): void {
    for (const listener of listeners) listener(server);
  }
  const read: SessionKeeper["read"] = async (profile) => parseSession(await store.read(profile.name), profile);
  return {
    read,
    mustRead: async (profile) => {
      const session = await read(profile);
      if (session === undefined) throw new ExpectedError({ code: "signed-out", server: profile.name });
      return session;
    },
    keep: async (profile, session) => {
      await store.write(profile.name, noteOf(session, profile));
      tell(profile.name);
    },
    forget: async (profile) => {
      await store.remove(profile.name);
      tell(profile.name);
    },
    onChange: (listener) => {
      // Of its own for each call, so that one listener given twice is ended once at a time.
      const own = (server: string): void => listener(server);
      listeners.add(own);
      const stop = store.onChange?.(own);
      return () => {
        listeners.delete(own);
        stop?.();
      };
    },
  };
}
