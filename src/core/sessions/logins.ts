import type { ServerProfile } from "../connections/connections.ts";
import type { Claims } from "../connections/home.ts";
import { ExpectedError } from "../errors.ts";
import type { Secret } from "../secrets/secret.ts";
import type { Call } from "../vault/call.ts";
import type { CallOptions, IssuedToken, TokenFacts } from "../vault/client.ts";
import type { OfferedSignIn } from "../vault/types.ts";
import { parseOffered } from "../vault/replies/offered.ts";
import { parseIssuedToken } from "../vault/replies/tokens.ts";
import { createTokenOperations } from "../vault/tokens.ts";
import { appRoleCall, jwtCall } from "./credential-calls.ts";
import { createCredentialLogins } from "./credential-logins.ts";
import type { AppRole, Credentials } from "./credentials.ts";
import { apiOf, logIn, sessionRefused, type LoginOptions } from "./log-in.ts";
import type { OidcProfile } from "./oidc.ts";
import { timesOf, type HeldToken, type StoredSession } from "./stored-session.ts";

/** What sessions ask of a Vault server. */
export interface Logins {
  /** Hands a JWT in at `auth/<mount>/login`. Throws `session-refused` with the server's reason. */
  withJwt(profile: ServerProfile & OidcProfile, jwt: Secret, options: CallOptions): Promise<IssuedToken>;
  /** A session of what a person has proved at the server itself. Throws `session-refused`, `wrapping-refused`. */
  withCredentials(profile: ServerProfile, credentials: Credentials, options: CallOptions): Promise<StoredSession>;
  /** Another token for a kept AppRole. Throws `session-refused`. */
  withAppRole(profile: ServerProfile, appRole: AppRole, options: CallOptions): Promise<IssuedToken>;
  /** A session of a Vault token. Throws `session-refused` where the server does not know it. */
  withToken(profile: ServerProfile, token: Secret, options: CallOptions): Promise<StoredSession>;
  /** The ways to sign in that the server tells everybody. */
  offered(profile: ServerProfile, options: CallOptions): Promise<readonly OfferedSignIn[]>;
  /** The same token with a new end. Throws where the server does not renew it. */
  renew(profile: ServerProfile, held: HeldToken, options: CallOptions): Promise<HeldToken>;
  revoke(profile: ServerProfile, held: HeldToken, options: CallOptions): Promise<void>;
}

/**
 * The subject of the login that made a token: its display name is `<mount>-<subject>`, with the slashes of the mount as
 * dashes (spec 2.8). Tokens made otherwise have none.
 */
function subjectOf(facts: TokenFacts): Claims {
  const mount = /^auth\/(?<mount>.+?)\/login(?:\/|$)/u.exec(facts.path ?? "")?.groups?.["mount"];
  const prefix = `${mount?.replaceAll("/", "-")}-`;
  if (mount === undefined || !facts.displayName.startsWith(prefix)) return {};
  return { sub: facts.displayName.slice(prefix.length) };
}

const OFFERED: Call = {
  method: "GET",
  path: "sys/internal/ui/mounts",
  action: "other",
  shown: "sys/internal/ui/mounts",
  right: "read",
};

async function sessionOf(
  parts: LoginOptions,
  profile: ServerProfile,
  token: Secret,
  options: CallOptions,
): Promise<StoredSession> {
  const { name: server } = profile;
  try {
    const facts = await createTokenOperations(apiOf(parts, profile, { token })).lookupSelf(options);
    const { accessor, renewable, displayName: name } = facts;
    if (facts.numUses !== 0) throw sessionRefused(server, "its uses are limited, as a locker's are");
    const vault = { token, accessor, renewable, ...timesOf(facts.ttl, parts.clock.now()) };
    return { kind: "token", vault, oidc: undefined, appRole: undefined, name, claims: subjectOf(facts) };
  } catch (error) {
    if (!(error instanceof ExpectedError) || error.problem.code !== "session-expired") throw error;
    throw sessionRefused(server, "the server does not know this token", error);
  }
}

export function createLogins(parts: LoginOptions): Logins {
  return {
    withJwt: async (profile, jwt, options) => {
      const { mount, role } = profile.signIn;
      return parseIssuedToken(await logIn(parts, profile, jwtCall(mount, role, jwt.reveal()), options), profile.name);
    },
    withCredentials: createCredentialLogins(parts),
    withAppRole: async (profile, appRole, options) =>
      parseIssuedToken(await logIn(parts, profile, appRoleCall(appRole), options), profile.name),
    withToken: (profile, token, options) => sessionOf(parts, profile, token, options),
    offered: async (profile, options) => parseOffered(await apiOf(parts, profile).must(OFFERED, options), profile.name),
    renew: async (profile, held, options) => {
      const { ttl } = await createTokenOperations(apiOf(parts, profile, held)).renewSelf(held.ttl, options);
      return { ...held, ...timesOf(ttl, parts.clock.now()) };
    },
    revoke: (profile, held, options) => createTokenOperations(apiOf(parts, profile, held)).revokeSelf(options),
  };
}
