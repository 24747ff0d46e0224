import { problemCode } from "../errors.ts";
import type { SessionStore } from "./session-store.ts";

/**
 * A store that keeps sessions for this window where the one behind it keeps nothing (`storage-not-kept`): the person is
 * signed in until the window ends. `notKept` is called once.
 */
export function sessionsOfThisWindow(store: SessionStore, notKept: () => void): SessionStore {
  const here = new Map<string, unknown>();
  let told = false;
  const tell = (): void => {
    if (!told) notKept();
    told = true;
  };
  return {
    ...store,
    read: async (server) => here.get(server) ?? store.read(server),
    write: async (server, note) => {
      try {
        await store.write(server, note);
        here.delete(server);
      } catch (error) {
        if (problemCode(error) !== "storage-not-kept") throw error;
        here.set(server, note);
        tell();
      }
    },
    remove: async (server) => {
      here.delete(server);
      await store.remove(server);
    },
  };
}
