import type { ServerProfile } from "../connections/connections.ts";
import { findProfile } from "../connections/find-profile.ts";
import { ExpectedError } from "../errors.ts";
import type { Secret } from "../secrets/secret.ts";
import type { CallOptions } from "../vault/client.ts";
import { createFreshAccess } from "./fresh-access.ts";
import { createGivenTokens } from "./given-tokens.ts";
import type { LoginOptions } from "./log-in.ts";
import { createLogins } from "./logins.ts";
import type { Oidc, OidcTokens } from "./oidc.ts";
import { createLoginAgain } from "./login-again.ts";
import { createRenewNow } from "./renew-now.ts";
import { createRenewal, isFresh } from "./renewal.ts";
import { createRepeatedLogin } from "./repeated-login.ts";
import { createSessionKeeper } from "./session-keeper.ts";
import { createReplacement } from "./replacement.ts";
import { takeTurns, type SessionLock } from "./session-lock.ts";
import type { SessionStore } from "./session-store.ts";
import type { Sessions } from "./sessions.ts";
import { createSigningIn } from "./signing-in.ts";
import { canLogInAgain, factsOf, type StoredSession } from "./stored-session.ts";

/** `transportFor` is the same function `createConnections` gets. */
export interface SessionsOptions extends LoginOptions {
  /** Read anew at every use: settings change. */
  readonly profiles: () => readonly ServerProfile[];
  readonly store: SessionStore;
  /** Between processes; turns within this one are taken here. */
  readonly lock: SessionLock;
  readonly oidc: Oidc;
  /** Tokens of the environment, by server: they come before a stored session and are never stored. */
  readonly environmentTokens?: ReadonlyMap<string, Secret>;
  /** The token in a file another program keeps; undefined where there is none. Throws `bad-input`, `file-unreadable`. */
  readonly readTokenFile: (file: string) => Promise<Secret | undefined>;
}

/** True where only the person can bring it back to life. */
function isOver(session: StoredSession, now: number): boolean {
  const { ends } = session.vault;
  return ends !== undefined && ends <= now && !canLogInAgain(session);
}

/**
 * Who is signed in where (see `Sessions`). Sessions are read from the store at each use, so that windows agree; a session
 * is renewed by one process at a time.
 */
export function createSessions(options: SessionsOptions): Sessions {
  const { oidc, clock, readTokenFile, environmentTokens = new Map<string, Secret>() } = options;
  const keeper = createSessionKeeper(options.store);
  const logins = createLogins(options);
  const lock = takeTurns(options.lock);
  const { keep } = keeper;
  const freshAccess = createFreshAccess({ oidc, clock, keep });
  const loginAgain = createLoginAgain({ logins, freshAccess, clock });
  const renewal = createRenewal({ logins, loginAgain, clock, keep });
  const given = createGivenTokens({ environment: environmentTokens, readTokenFile, logins });
  const profileOf = (server: string): ServerProfile => findProfile(options.profiles(), server);

  async function withAccess(profile: ServerProfile, callOptions: CallOptions): Promise<OidcTokens | undefined> {
    const fresh = async () => freshAccess(profile, await keeper.mustRead(profile), callOptions);
    return (await lock.run(profile.name, fresh)).oidc;
  }
  const repeated = createRepeatedLogin({ keeper, logins, withAccess });

  return {
    ...createSigningIn({ profileOf, keeper, lock, logins, given, oidc, clock }),
    session: async (server) => {
      const profile = profileOf(server);
      const token = await given.token(profile);
      if (token !== undefined) return factsOf(await given.session(profile, token), server);
      const session = await keeper.read(profile);
      return session === undefined || isOver(session, clock.now()) ? undefined : factsOf(session, server);
    },
    vaultToken: async (server, callOptions) => {
      const profile = profileOf(server);
      const token = await given.token(profile);
      if (token !== undefined) return { token, accessor: "" };
      const found = await keeper.mustRead(profile);
      const renew = async () => renewal(profile, await keeper.mustRead(profile), callOptions);
      const { vault } = isFresh(found.vault, clock.now()) ? found : await lock.run(server, renew);
      return { token: vault.token, accessor: vault.accessor };
    },
    renew: createRenewNow({ profileOf, keeper, lock, renewal }),
    accessToken: async (server, callOptions) => {
      const tokens = await withAccess(profileOf(server), callOptions);
      if (tokens === undefined) throw new ExpectedError({ code: "signed-out", server });
      return tokens.accessToken;
    },
    separateLogin: async (server, callOptions) => {
      const profile = profileOf(server);
      return (await given.token(profile)) === undefined ? repeated(profile, callOptions) : undefined;
    },
    replaceToken: createReplacement({ profileOf, keeper, lock, given, loginAgain, clock }),
    offeredSignIns: async (server, callOptions) => logins.offered(profileOf(server), callOptions),
    onChange: keeper.onChange,
  };
}
