import type { ServerProfile, SignIn } from "../connections/connections.ts";
import type { Claims } from "../connections/home.ts";
import { isObject, numberAt, objectAt, textAt, type JsonObject } from "../json-shape.ts";
import { Secret } from "../secrets/secret.ts";
import type { IssuedToken } from "../vault/client.ts";
import type { AppRole } from "./credentials.ts";
import type { OidcTokens } from "./oidc.ts";
import type { SessionFacts } from "./sessions.ts";

/** A Vault token and its times, in milliseconds since the epoch. */
export interface HeldToken {
  readonly token: Secret;
  readonly accessor: string;
  /** Seconds it was last given; 0 = no end. */
  readonly ttl: number;
  /** Undefined: it does not end. */
  readonly ends: number | undefined;
  /** From then on a new one should be had. */
  readonly renewFrom: number | undefined;
  readonly renewable: boolean;
}

/** A session as it is kept. */
export interface StoredSession {
  /** How it began. */
  readonly kind: SignIn["kind"];
  readonly vault: HeldToken;
  readonly oidc: OidcTokens | undefined;
  /** Only where the person chose to keep it. */
  readonly appRole: AppRole | undefined;
  readonly name: string;
  readonly claims: Claims;
}

const VERSION = 1;

/**
 * What a session belongs to. Tokens are good for these addresses and this issuer only: should a profile be changed, or
 * another one take its name, they are not sent there.
 */
function bindingOf(profile: ServerProfile): string {
  const { addresses, namespace, signIn } = profile;
  const issuer = signIn.kind === "oidc" ? [signIn.issuer, signIn.clientId, signIn.mount] : [];
  return JSON.stringify([addresses.toSorted(), namespace ?? "", issuer]);
}

/** Times of a token that was given just now for `ttl` seconds (0 = no end): the last third, at most 5 min, is for renewal. */
export function timesOf(ttl: number, now: number): Pick<HeldToken, "ttl" | "ends" | "renewFrom"> {
  if (ttl <= 0) return { ttl: 0, ends: undefined, renewFrom: undefined };
  const ends = now + ttl * 1000;
  return { ttl, ends, renewFrom: ends - Math.min(300, ttl / 3) * 1000 };
}

/** A token a login gave, as a session holds it. */
export function heldToken({ token, accessor, renewable, ttl }: IssuedToken, now: number): HeldToken {
  return { token, accessor, renewable, ...timesOf(ttl, now) };
}

/** The session as JSON, with its tokens in clear: for an encrypted keeper only. */
export function noteOf(session: StoredSession, profile: ServerProfile): JsonObject {
  const { kind, vault, oidc, appRole, name, claims } = session;
  return {
    version: VERSION,
    binding: bindingOf(profile),
    kind,
    name,
    claims,
    vault: { ...vault, token: vault.token.reveal() },
    ...(oidc === undefined
      ? {}
      : {
          oidc: {
            accessToken: oidc.accessToken.reveal(),
            accessEnds: oidc.accessEnds,
            refreshToken: oidc.refreshToken?.reveal(),
          },
        }),
    ...(appRole === undefined
      ? {}
      : {
          appRole: {
            mount: appRole.mount,
            roleId: appRole.roleId.reveal(),
            secretId: appRole.secretId?.reveal(),
          },
        }),
  };
}

function parseClaims(note: JsonObject): Claims {
  const claims = Object.entries(objectAt(note, "claims"));
  return Object.fromEntries(claims.flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])));
}

function parseOidc(note: JsonObject, claims: Claims): OidcTokens | undefined {
  const oidc = objectAt(note, "oidc");
  const accessToken = textAt(oidc, "accessToken");
  if (accessToken === undefined) return undefined;
  const refreshToken = textAt(oidc, "refreshToken");
  return {
    accessToken: Secret.of(accessToken),
    accessEnds: numberAt(oidc, "accessEnds"),
    refreshToken: refreshToken === undefined ? undefined : Secret.of(refreshToken),
    claims,
  };
}

function parseAppRole(note: JsonObject): AppRole | undefined {
  const appRole = objectAt(note, "appRole");
  const mount = textAt(appRole, "mount");
  const roleId = textAt(appRole, "roleId");
  if (mount === undefined || roleId === undefined) return undefined;
  const secretId = textAt(appRole, "secretId");
  return { mount, roleId: Secret.of(roleId), secretId: secretId === undefined ? undefined : Secret.of(secretId) };
}

const KINDS = ["token", "token-file", "userpass", "ldap", "approle", "oidc"] as const;

/** Sessions of before the kind was kept: those with an OpenID provider, and pasted tokens. */
function parseKind(note: JsonObject, oidc: OidcTokens | undefined): SignIn["kind"] {
  return KINDS.find((kind) => kind === note["kind"]) ?? (oidc === undefined ? "token" : "oidc");
}

/** A session out of its keeper. Undefined for anything damaged, newer, or of another place: the person signs in again. */
export function parseSession(note: unknown, profile: ServerProfile): StoredSession | undefined {
  if (!isObject(note) || note["version"] !== VERSION || note["binding"] !== bindingOf(profile)) return undefined;
  const vault = objectAt(note, "vault");
  const token = textAt(vault, "token");
  if (token === undefined || token === "") return undefined;
  const claims = parseClaims(note);
  const oidc = parseOidc(note, claims);
  return {
    kind: parseKind(note, oidc),
    vault: {
      token: Secret.of(token),
      accessor: textAt(vault, "accessor") ?? "",
      ttl: numberAt(vault, "ttl") ?? 0,
      ends: numberAt(vault, "ends"),
      renewFrom: numberAt(vault, "renewFrom"),
      renewable: vault["renewable"] === true,
    },
    oidc,
    appRole: parseAppRole(note),
    name: textAt(note, "name") ?? "",
    claims,
  };
}

/** True where a new Vault token can be had without the person. */
export function canLogInAgain({ oidc, appRole }: StoredSession): boolean {
  return oidc?.refreshToken !== undefined || appRole !== undefined;
}

/** What may be shown of a session. */
export function factsOf(session: StoredSession, server: string): SessionFacts {
  const { kind, vault, name, claims } = session;
  return {
    server,
    kind,
    name,
    claims,
    accessor: vault.accessor,
    ends: vault.ends,
    renews: canLogInAgain(session) || (vault.renewable && vault.ends !== undefined),
  };
}
