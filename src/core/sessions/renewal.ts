import type { ServerProfile } from "../connections/connections.ts";
import { ExpectedError } from "../errors.ts";
import type { Clock } from "../ports.ts";
import type { CallOptions } from "../vault/client.ts";
import type { LoginAgain } from "./login-again.ts";
import type { Logins } from "./logins.ts";
import { isRefusal, sessionExpired } from "./session-expired.ts";
import type { HeldToken, StoredSession } from "./stored-session.ts";

export interface RenewalOptions {
  readonly logins: Pick<Logins, "renew">;
  readonly loginAgain: LoginAgain;
  readonly clock: Clock;
  readonly keep: (profile: ServerProfile, session: StoredSession) => Promise<void>;
}

/**
 * The session with a Vault token that lives a while: renewed by itself, else bought anew with the identity. Call it under
 * the session's lock, with the session as it is stored then. Throws `session-expired` where the person must sign in.
 */
export type Renewal = (profile: ServerProfile, session: StoredSession, options: CallOptions) => Promise<StoredSession>;

/** True while the token need not be renewed. */
export function isFresh(held: HeldToken, now: number): boolean {
  return held.renewFrom === undefined || now < held.renewFrom;
}

function isOver(held: HeldToken, now: number): boolean {
  return held.ends !== undefined && now >= held.ends;
}

export function createRenewal({ logins, loginAgain, clock, keep }: RenewalOptions): Renewal {
  async function renewSelf(profile: ServerProfile, held: HeldToken, options: CallOptions) {
    if (!held.renewable || isOver(held, clock.now())) return undefined;
    try {
      return await logins.renew(profile, held, options);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return undefined;
    }
  }

  async function renewed(profile: ServerProfile, session: StoredSession, options: CallOptions) {
    const held = await renewSelf(profile, session.vault, options);
    // Much less than before: the longest time of its role is near, after which only a new login helps.
    const only = session.oidc === undefined && session.appRole === undefined;
    const enough = held !== undefined && (only || held.ttl * 2 >= session.vault.ttl);
    return enough ? { ...session, vault: held } : loginAgain(profile, session, options);
  }

  return async (profile, session, options) => {
    const now = clock.now();
    if (isFresh(session.vault, now)) return session;
    let next: StoredSession | undefined;
    try {
      next = await renewed(profile, session, options);
    } catch (error) {
      // While it lives it is better than nothing, be it that the provider or the server does not answer.
      if (isOver(session.vault, now) || !(error instanceof ExpectedError)) throw error;
      return session;
    }
    if (next !== undefined) await keep(profile, next);
    else if (isOver(session.vault, now)) throw sessionExpired(profile, session.vault);
    return next ?? session;
  };
}
