import type { Keychain, Records } from "../ports.ts";
import { Secret } from "../secrets/secret.ts";

/** Where sessions are kept: one JSON value for each server, with tokens in it. */
export interface SessionStore {
  /** The note, or undefined where there is none or it cannot be read as JSON. */
  read(server: string): Promise<unknown>;
  write(server: string, note: unknown): Promise<void>;
  remove(server: string): Promise<void>;
  /** Tells of changes by another window. Gives what ends the telling. */
  onChange?(listener: (server: string) => void): () => void;
}

const PREFIX = "session/";

/** The name a session has in its keeper. */
function sessionKey(server: string): string {
  return `${PREFIX}${server}`;
}

/** The server a key of the keeper belongs to, or undefined where it is none of ours. */
function serverOfKey(key: string): string | undefined {
  return key.startsWith(PREFIX) ? key.slice(PREFIX.length) : undefined;
}

/**
 * Sessions in VS Code's SecretStorage or another keychain. `onKeyChange` is how the keychain tells of changes by
 * another window, with the key.
 */
export function keychainSessions(
  keychain: Keychain,
  onKeyChange?: (listener: (key: string) => void) => () => void,
): SessionStore {
  return {
    read: async (server) => {
      const found = await keychain.read(sessionKey(server));
      try {
        return found === undefined ? undefined : JSON.parse(found.reveal());
      } catch {
        // A damaged entry is a session that is not there: the person signs in again.
        return undefined;
      }
    },
    write: (server, note) => keychain.write(sessionKey(server), Secret.of(JSON.stringify(note))),
    remove: (server) => keychain.remove(sessionKey(server)),
    ...(onKeyChange === undefined
      ? {}
      : {
          onChange: (listener) =>
            onKeyChange((key) => {
              const server = serverOfKey(key);
              if (server !== undefined) listener(server);
            }),
        }),
  };
}

/** Sessions of the command line: encrypted in `LOCKERS_HOME`. */
export function recordsSessions(records: Records): SessionStore {
  return {
    read: (server) => records.read(sessionKey(server)),
    write: (server, note) => records.write(sessionKey(server), note),
    remove: (server) => records.remove(sessionKey(server)),
  };
}
