import type { ServerProfile } from "../connections/connections.ts";
import { ExpectedError } from "../errors.ts";
import type { Clock } from "../ports.ts";
import type { CallOptions } from "../vault/client.ts";
import { oidcProfile } from "./fresh-access.ts";
import type { Logins } from "./logins.ts";
import type { Oidc, OidcProfile, OidcTokens } from "./oidc.ts";
import { ELSEWHERE, pastedTokens } from "./pasted-access-token.ts";
import type { SessionFacts, Sessions } from "./sessions.ts";
import { heldToken, type StoredSession } from "./stored-session.ts";

interface Parts {
  readonly profileOf: (server: string) => ServerProfile;
  readonly logins: Pick<Logins, "withJwt">;
  readonly oidc: Oidc;
  readonly clock: Clock;
  readonly keep: (profile: ServerProfile, session: StoredSession) => Promise<SessionFacts>;
}

type OidcSigningIn = Pick<Sessions, "signInWithBrowser" | "signInWithDeviceCode" | "signInWithAccessToken">;

/** What to call a person: their name, else their address, else the subject. */
function nameOf({ claims }: OidcTokens): string {
  return claims["name"] ?? claims["preferred_username"] ?? claims["email"] ?? claims["sub"] ?? "";
}

/** The ways to sign in that hand in an access token of an OpenID provider. */
export function createOidcSigningIn({ profileOf, logins, oidc, clock, keep }: Parts): OidcSigningIn {
  /** `at`: where the access token is handed in. */
  async function byTokens(
    profile: ServerProfile,
    at: ServerProfile & OidcProfile,
    tokens: OidcTokens,
    options: CallOptions,
  ): Promise<SessionFacts> {
    const issued = await logins.withJwt(at, tokens.accessToken, options);
    const { claims } = tokens;
    const vault = heldToken(issued, clock.now());
    return keep(profile, { kind: "oidc", vault, oidc: tokens, appRole: undefined, name: nameOf(tokens), claims });
  }

  async function byOidc(
    server: string,
    options: CallOptions,
    get: (profile: OidcProfile) => Promise<OidcTokens>,
  ): Promise<SessionFacts> {
    const profile = oidcProfile(profileOf(server));
    if (profile === undefined)
      throw new ExpectedError({ code: "session-refused", server, reason: "no OpenID provider is set up for it" });
    return byTokens(profile, profile, await get(profile), options);
  }

  return {
    signInWithBrowser: (server, progress, options) =>
      byOidc(server, options, (profile) => oidc.signInWithBrowser(profile, progress, options.signal)),
    signInWithDeviceCode: (server, progress, options) =>
      byOidc(server, options, (profile) => oidc.signInWithDeviceCode(profile, progress, options.signal)),
    signInWithAccessToken: async (server, token, options) => {
      const tokens = pastedTokens(token);
      const profile = profileOf(server);
      return byTokens(profile, oidcProfile(profile) ?? { ...profile, signIn: ELSEWHERE }, tokens, options);
    },
  };
}
