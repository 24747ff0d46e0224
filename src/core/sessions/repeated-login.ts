import type { ServerProfile } from "../connections/connections.ts";
import type { CallOptions, IssuedToken } from "../vault/client.ts";
import { oidcProfile } from "./fresh-access.ts";
import type { Logins } from "./logins.ts";
import type { OidcTokens } from "./oidc.ts";
import type { SessionKeeper } from "./session-keeper.ts";

interface Parts {
  readonly keeper: Pick<SessionKeeper, "mustRead">;
  readonly logins: Pick<Logins, "withJwt" | "withAppRole">;
  /** The session's OIDC tokens, refreshed where they near their end. */
  readonly withAccess: (profile: ServerProfile, options: CallOptions) => Promise<OidcTokens | undefined>;
}

/** Makes another login of a session's identity; undefined where it has none to repeat. Throws `signed-out`. */
export function createRepeatedLogin({ keeper, logins, withAccess }: Parts) {
  return async (profile: ServerProfile, options: CallOptions): Promise<IssuedToken | undefined> => {
    const { oidc, appRole } = await keeper.mustRead(profile);
    if (appRole !== undefined) return logins.withAppRole(profile, appRole, options);
    const signIn = oidcProfile(profile);
    if (oidc === undefined || signIn === undefined) return undefined;
    const fresh = await withAccess(profile, options);
    return fresh && logins.withJwt(signIn, fresh.accessToken, options);
  };
}
