import { setTimeout as pause } from "node:timers/promises";

/**
 * Asks `attempt` until it gives something other than undefined or false, and returns that. An attempt that throws
 * counts as "not yet". Throws after `seconds`, naming `what` and the last error.
 */
export async function waitUntil<T>(
  what: string,
  attempt: () => Promise<T | undefined | false> | T | undefined | false,
  seconds = 20,
): Promise<T> {
  const end = Date.now() + seconds * 1000;
  let last: unknown;
  while (Date.now() < end) {
    try {
      const found = await attempt();
      if (found !== undefined && found !== false) return found;
    } catch (error) {
      last = error;
    }
    await pause(25);
  }
  throw new Error(`${what}: not within ${seconds} s`, { cause: last });
}
