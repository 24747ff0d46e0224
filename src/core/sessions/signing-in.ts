import type { ServerProfile } from "../connections/connections.ts";
import { ExpectedError } from "../errors.ts";
import type { Clock } from "../ports.ts";
import type { CallOptions } from "../vault/client.ts";
import { heldToken, type Logins } from "./logins.ts";
import type { Oidc, OidcProfile, OidcTokens } from "./oidc.ts";
import { oidcProfile } from "./fresh-access.ts";
import type { SessionKeeper } from "./session-keeper.ts";
import type { SessionLock } from "./session-lock.ts";
import type { SessionFacts, Sessions } from "./sessions.ts";
import { factsOf, type StoredSession } from "./stored-session.ts";

export interface SigningInOptions {
  readonly profileOf: (server: string) => ServerProfile;
  readonly keeper: SessionKeeper;
  readonly lock: SessionLock;
  readonly logins: Logins;
  readonly oidc: Oidc;
  readonly clock: Clock;
}

type SigningIn = Pick<Sessions, "signInWithBrowser" | "signInWithDeviceCode" | "signInWithToken" | "signOut">;

/** What to call a person: their name, else their address, else the subject. */
function nameOf({ claims }: OidcTokens): string {
  return claims["name"] ?? claims["preferred_username"] ?? claims["email"] ?? claims["sub"] ?? "";
}

/** How sessions begin and end. */
export function createSigningIn({ profileOf, keeper, lock, logins, oidc, clock }: SigningInOptions): SigningIn {
  async function keep(profile: ServerProfile, session: StoredSession): Promise<SessionFacts> {
    await lock.run(profile.name, () => keeper.keep(profile, session));
    return factsOf(session, profile.name);
  }

  async function byOidc(
    server: string,
    options: CallOptions,
    get: (profile: OidcProfile) => Promise<OidcTokens>,
  ): Promise<SessionFacts> {
    const profile = oidcProfile(profileOf(server));
    if (profile === undefined)
      throw new ExpectedError({ code: "session-refused", server, reason: "no OpenID provider is set up for it" });
    const tokens = await get(profile);
    const issued = await logins.withJwt(profile, tokens.accessToken, options);
    const { claims } = tokens;
    return keep(profile, { vault: heldToken(issued, clock.now()), oidc: tokens, name: nameOf(tokens), claims });
  }

  return {
    signInWithBrowser: (server, progress, options) =>
      byOidc(server, options, (profile) => oidc.signInWithBrowser(profile, progress, options.signal)),
    signInWithDeviceCode: (server, progress, options) =>
      byOidc(server, options, (profile) => oidc.signInWithDeviceCode(profile, progress, options.signal)),
    signInWithToken: async (server, token, options) => {
      const profile = profileOf(server);
      return keep(profile, await logins.withToken(profile, token, options));
    },
    signOut: async (server, options) => {
      const profile = profileOf(server);
      const session = await lock.run(server, async () => {
        const found = await keeper.read(profile);
        await keeper.forget(profile);
        return found;
      });
      if (session?.oidc === undefined) return;
      try {
        await logins.revoke(profile, session.vault, options);
      } catch (error) {
        // Signed out all the same: the token is forgotten here and ends by itself.
        if (!(error instanceof ExpectedError)) throw error;
      }
    },
  };
}
