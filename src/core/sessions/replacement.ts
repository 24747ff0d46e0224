import type { ServerProfile } from "../connections/connections.ts";
import type { Clock } from "../ports.ts";
import type { Secret } from "../secrets/secret.ts";
import type { CallOptions } from "../vault/client.ts";
import type { GivenTokens } from "./given-tokens.ts";
import type { LoginAgain } from "./login-again.ts";
import { isRefusal, sessionExpired } from "./session-expired.ts";
import type { SessionKeeper } from "./session-keeper.ts";
import type { SessionLock } from "./session-lock.ts";
import type { Sessions } from "./sessions.ts";
import type { StoredSession } from "./stored-session.ts";

interface Parts {
  readonly profileOf: (server: string) => ServerProfile;
  readonly keeper: SessionKeeper;
  readonly lock: SessionLock;
  readonly given: GivenTokens;
  readonly loginAgain: LoginAgain;
  readonly clock: Clock;
}

/** Puts another token in the place of one the server no longer takes, although its time is not up (see `Sessions`). */
export function createReplacement(parts: Parts): Sessions["replaceToken"] {
  const { profileOf, keeper, lock, given, loginAgain, clock } = parts;

  /** From now on it counts as ended: nobody is told again that they are signed in. */
  async function end(profile: ServerProfile, session: StoredSession): Promise<void> {
    const { vault } = session;
    await keeper.keep(profile, { ...session, vault: { ...vault, ends: clock.now(), renewFrom: 0, renewable: false } });
  }

  async function bought(profile: ServerProfile, session: StoredSession, options: CallOptions) {
    try {
      const next = await loginAgain(profile, session, options);
      if (next === undefined) await end(profile, session);
      else await keeper.keep(profile, next);
      return next?.vault;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      await end(profile, { ...session, oidc: undefined, appRole: undefined });
      throw sessionExpired(profile, { ...session.vault, ends: clock.now() }, error);
    }
  }

  return async (server, dead: Secret, options) => {
    const profile = profileOf(server);
    const token = await given.token(profile);
    if (token !== undefined) return token.equals(dead) ? undefined : { token, accessor: "" };
    return lock.run(server, async () => {
      const found = await keeper.read(profile);
      if (found === undefined) return undefined;
      // Another call, or another window, was quicker.
      return found.vault.token.equals(dead) ? bought(profile, found, options) : found.vault;
    });
  };
}
