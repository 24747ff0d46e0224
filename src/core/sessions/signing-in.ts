import type { ServerProfile } from "../connections/connections.ts";
import { ExpectedError } from "../errors.ts";
import type { Clock } from "../ports.ts";
import type { GivenTokens } from "./given-tokens.ts";
import type { Logins } from "./logins.ts";
import type { Oidc } from "./oidc.ts";
import { createOidcSigningIn } from "./oidc-signing-in.ts";
import type { SessionKeeper } from "./session-keeper.ts";
import type { SessionLock } from "./session-lock.ts";
import type { SessionFacts, Sessions } from "./sessions.ts";
import { factsOf, type StoredSession } from "./stored-session.ts";

export interface SigningInOptions {
  readonly profileOf: (server: string) => ServerProfile;
  readonly keeper: SessionKeeper;
  readonly lock: SessionLock;
  readonly logins: Logins;
  readonly given: GivenTokens;
  readonly oidc: Oidc;
  readonly clock: Clock;
}

type SigningIn = Pick<
  Sessions,
  | "signInWithBrowser"
  | "signInWithDeviceCode"
  | "signInWithCredentials"
  | "signInWithAccessToken"
  | "signInWithTokenFile"
  | "signInWithToken"
  | "signOut"
>;

/** How sessions begin and end. */
export function createSigningIn(parts: SigningInOptions): SigningIn {
  const { profileOf, keeper, lock, logins, given, oidc, clock } = parts;
  async function keep(profile: ServerProfile, session: StoredSession): Promise<SessionFacts> {
    await lock.run(profile.name, () => keeper.keep(profile, session));
    return factsOf(session, profile.name);
  }

  return {
    ...createOidcSigningIn({ profileOf, logins, oidc, clock, keep }),
    signInWithCredentials: async (server, credentials, options) => {
      const profile = profileOf(server);
      return keep(profile, await logins.withCredentials(profile, credentials, options));
    },
    signInWithTokenFile: async (server, options) => {
      const profile = profileOf(server);
      const token = await given.token(profile);
      if (token === undefined) throw new ExpectedError({ code: "signed-out", server });
      return factsOf(await given.session(profile, token, options), server);
    },
    signInWithToken: async (server, token, options) => {
      const profile = profileOf(server);
      return keep(profile, await logins.withToken(profile, token, options));
    },
    signOut: signingOut(parts),
  };
}

/** Forgets a session, and revokes its token where a login bought it: a pasted one is the person's own. */
function signingOut({ profileOf, keeper, lock, logins }: SigningInOptions): Sessions["signOut"] {
  return async (server, options) => {
    const profile = profileOf(server);
    const session = await lock.run(server, async () => {
      const found = await keeper.read(profile);
      await keeper.forget(profile);
      return found;
    });
    if (session === undefined || session.kind === "token") return;
    try {
      await logins.revoke(profile, session.vault, options);
    } catch (error) {
      // Signed out all the same: the token is forgotten here and ends by itself.
      if (!(error instanceof ExpectedError)) throw error;
    }
  };
}
