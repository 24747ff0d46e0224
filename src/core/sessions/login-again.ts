import type { ServerProfile } from "../connections/connections.ts";
import type { Clock } from "../ports.ts";
import type { CallOptions } from "../vault/client.ts";
import { oidcProfile, type FreshAccess } from "./fresh-access.ts";
import type { Logins } from "./logins.ts";
import { heldToken, type StoredSession } from "./stored-session.ts";

/**
 * The session with a Vault token of a new login, without the person; undefined where it has nothing to log in with. The
 * tokens it refreshed on the way are in what it gives, and are kept already. Call it under the session's lock.
 */
export type LoginAgain = (
  profile: ServerProfile,
  session: StoredSession,
  options: CallOptions,
) => Promise<StoredSession | undefined>;

interface Parts {
  readonly logins: Pick<Logins, "withJwt" | "withAppRole">;
  readonly freshAccess: FreshAccess;
  readonly clock: Clock;
}

export function createLoginAgain({ logins, freshAccess, clock }: Parts): LoginAgain {
  return async (profile, session, options) => {
    if (session.appRole !== undefined) {
      const issued = await logins.withAppRole(profile, session.appRole, options);
      return { ...session, vault: heldToken(issued, clock.now()) };
    }
    const signIn = oidcProfile(profile);
    if (session.oidc === undefined || signIn === undefined) return undefined;
    const current = await freshAccess(profile, session, options);
    if (current.oidc === undefined) return undefined;
    const issued = await logins.withJwt(signIn, current.oidc.accessToken, options);
    return { ...current, vault: heldToken(issued, clock.now()) };
  };
}
