import type { AuditPort } from "../audit/audit.ts";
import type { ServerProfile } from "../connections/connections.ts";
import { ExpectedError } from "../errors.ts";
import type { Clock } from "../ports.ts";
import type { Secret } from "../secrets/secret.ts";
import type { Transport } from "../transport/transport.ts";
import { createVaultApi, type VaultApi } from "../vault/api.ts";
import type { Call } from "../vault/call.ts";
import type { CallOptions, IssuedToken, TokenFacts } from "../vault/client.ts";
import { encodePath } from "../vault/paths.ts";
import { reasonsOf } from "../vault/reasons.ts";
import { parseIssuedToken } from "../vault/replies/tokens.ts";
import { createTokenOperations } from "../vault/tokens.ts";
import type { Claims } from "../connections/home.ts";
import type { OidcProfile } from "./oidc.ts";
import { timesOf, type HeldToken, type StoredSession } from "./stored-session.ts";

export interface LoginOptions {
  readonly transportFor: (profile: ServerProfile) => Transport;
  readonly audit: AuditPort;
  readonly clock: Clock;
}

/** What sessions ask of a Vault server. */
export interface Logins {
  /** Hands a JWT in at `auth/<mount>/login`. Throws `session-refused` with the server's reason. */
  withJwt(profile: ServerProfile & OidcProfile, jwt: Secret, options: CallOptions): Promise<IssuedToken>;
  /** A session of a Vault token. Throws `session-refused` where the server does not know it. */
  withToken(profile: ServerProfile, token: Secret, options: CallOptions): Promise<StoredSession>;
  /** The same token with a new end. Throws where the server does not renew it. */
  renew(profile: ServerProfile, held: HeldToken, options: CallOptions): Promise<HeldToken>;
  revoke(profile: ServerProfile, held: HeldToken, options: CallOptions): Promise<void>;
}

/** A token a login gave, as a session holds it. */
export function heldToken(issued: IssuedToken, now: number): HeldToken {
  const { token, accessor, renewable, ttl } = issued;
  return { token, accessor, renewable, ...timesOf(ttl, now) };
}

/**
 * The subject of the login that made a token: its display name is `<mount>-<subject>`, with the slashes of the mount as
 * dashes (spec 2.8). Tokens made otherwise have none.
 */
function subjectOf(facts: TokenFacts): Claims {
  const mount = /^auth\/(?<mount>.+)\/login$/u.exec(facts.path ?? "")?.groups?.["mount"];
  const prefix = `${mount?.replaceAll("/", "-")}-`;
  if (mount === undefined || !facts.displayName.startsWith(prefix)) return {};
  return { sub: facts.displayName.slice(prefix.length) };
}

function refused(server: string, reason: string, cause?: unknown): ExpectedError {
  return new ExpectedError({ code: "session-refused", server, reason }, { cause });
}

function loginCall(mount: string, role: string, jwt: Secret): Call {
  const path = `auth/${encodePath(mount)}/login`;
  return {
    method: "POST",
    path,
    body: { role, jwt: jwt.reveal() },
    action: "token",
    shown: path,
    right: "update",
    keys: [],
  };
}

export function createLogins({ transportFor, audit, clock }: LoginOptions): Logins {
  function apiOf(profile: ServerProfile, token: Secret | undefined, accessor?: string): VaultApi {
    const { name: server, namespace } = profile;
    return createVaultApi({ server, transport: transportFor(profile), token, namespace, audit, clock, accessor });
  }

  return {
    withJwt: async (profile, jwt, options) => {
      const { name: server, signIn } = profile;
      const call = loginCall(signIn.mount, signIn.role, jwt);
      const reply = await apiOf(profile, undefined).ask(call, options);
      if (reply.status === 200) return parseIssuedToken(reply.body, server);
      const reason = reasonsOf(reply.body, call.body, undefined)[0] ?? `status ${reply.status}`;
      if (reply.status !== 400 && reply.status !== 403)
        throw await apiOf(profile, undefined).refused(reply, call, options);
      throw refused(server, reason);
    },
    withToken: async (profile, token, options) => {
      const { name: server } = profile;
      try {
        const facts = await createTokenOperations(apiOf(profile, token)).lookupSelf(options);
        const { accessor, renewable, displayName } = facts;
        if (facts.numUses !== 0) throw refused(server, "its uses are limited, as a locker's are");
        const times = timesOf(facts.ttl, clock.now());
        return {
          vault: { token, accessor, renewable, ...times },
          oidc: undefined,
          name: displayName,
          claims: subjectOf(facts),
        };
      } catch (error) {
        if (!(error instanceof ExpectedError) || error.problem.code !== "session-expired") throw error;
        throw refused(server, "the server does not know this token", error);
      }
    },
    renew: async (profile, held, options) => {
      const tokens = createTokenOperations(apiOf(profile, held.token, held.accessor));
      const { ttl } = await tokens.renewSelf(held.ttl, options);
      return { ...held, ...timesOf(ttl, clock.now()) };
    },
    revoke: (profile, held, options) =>
      createTokenOperations(apiOf(profile, held.token, held.accessor)).revokeSelf(options),
  };
}
