import type { ServerProfile } from "../connections/connections.ts";
import { ExpectedError } from "../errors.ts";
import type { Clock } from "../ports.ts";
import type { CallOptions } from "../vault/client.ts";
import type { Oidc, OidcProfile, OidcTokens } from "./oidc.ts";
import { isRefusal, sessionExpired } from "./session-expired.ts";
import type { StoredSession } from "./stored-session.ts";

/** An access token that ends within this time is refreshed before it is handed on. */
const MARGIN_MS = 60_000;

export interface FreshAccessOptions {
  readonly oidc: Pick<Oidc, "refresh">;
  readonly clock: Clock;
  /** Keeps what was refreshed, at once: a rotated refresh token that is lost ends the session. */
  readonly keep: (profile: ServerProfile, session: StoredSession) => Promise<void>;
}

/**
 * The session with an access token that lives a while. Throws `signed-out` where it has none at all, `session-expired`
 * where the person must sign in.
 */
export type FreshAccess = (
  profile: ServerProfile,
  session: StoredSession,
  options: CallOptions,
) => Promise<StoredSession>;

/** The profile with its OIDC settings, or undefined where it has none. */
export function oidcProfile(profile: ServerProfile): (ServerProfile & OidcProfile) | undefined {
  const { signIn } = profile;
  return signIn.kind === "oidc" ? { ...profile, signIn } : undefined;
}

/** Some providers do not rotate refresh tokens; and a refresh may come without an ID token. */
function completed(given: OidcTokens, before: OidcTokens): OidcTokens {
  const claims = Object.keys(given.claims).length === 0 ? before.claims : given.claims;
  return { ...given, refreshToken: given.refreshToken ?? before.refreshToken, claims };
}

export function createFreshAccess({ oidc, clock, keep }: FreshAccessOptions): FreshAccess {
  return async (profile, session, options) => {
    const signIn = oidcProfile(profile);
    const tokens = session.oidc;
    if (tokens === undefined || signIn === undefined)
      throw new ExpectedError({ code: "signed-out", server: profile.name });
    const { accessEnds, refreshToken } = tokens;
    const now = clock.now();
    if (accessEnds === undefined || now < accessEnds - MARGIN_MS) return session;
    if (refreshToken === undefined) {
      if (now < accessEnds) return session;
      throw sessionExpired(profile, session.vault);
    }
    try {
      const given = await oidc.refresh(signIn, refreshToken, options.signal);
      const next = { ...session, oidc: completed(given, tokens) };
      await keep(profile, next);
      return next;
    } catch (error) {
      throw isRefusal(error) ? sessionExpired(profile, session.vault, error) : error;
    }
  };
}
