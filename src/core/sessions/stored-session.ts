import type { ServerProfile } from "../connections/connections.ts";
import type { Claims } from "../connections/home.ts";
import { isObject, numberAt, objectAt, textAt, type JsonObject } from "../json-shape.ts";
import { Secret } from "../secrets/secret.ts";
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

/** A session as it is kept. `oidc` is undefined where the person pasted a Vault token. */
export interface StoredSession {
  readonly vault: HeldToken;
  readonly oidc: OidcTokens | undefined;
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

/** The session as JSON, with its tokens in clear: for an encrypted keeper only. */
export function noteOf(session: StoredSession, profile: ServerProfile): JsonObject {
  const { vault, oidc, name, claims } = session;
  return {
    version: VERSION,
    binding: bindingOf(profile),
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

/** A session out of its keeper. Undefined for anything damaged, newer, or of another place: the person signs in again. */
export function parseSession(note: unknown, profile: ServerProfile): StoredSession | undefined {
  if (!isObject(note) || note["version"] !== VERSION || note["binding"] !== bindingOf(profile)) return undefined;
  const vault = objectAt(note, "vault");
  const token = textAt(vault, "token");
  if (token === undefined || token === "") return undefined;
  const claims = parseClaims(note);
  return {
    vault: {
      token: Secret.of(token),
      accessor: textAt(vault, "accessor") ?? "",
      ttl: numberAt(vault, "ttl") ?? 0,
      ends: numberAt(vault, "ends"),
      renewFrom: numberAt(vault, "renewFrom"),
      renewable: vault["renewable"] === true,
    },
    oidc: parseOidc(note, claims),
    name: textAt(note, "name") ?? "",
    claims,
  };
}

/** What may be shown of a session. */
export function factsOf(session: StoredSession, server: string): SessionFacts {
  const { vault, oidc, name, claims } = session;
  return {
    server,
    kind: oidc === undefined ? "token" : "oidc",
    name,
    claims,
    accessor: vault.accessor,
    ends: vault.ends,
    renews: oidc?.refreshToken !== undefined || (vault.renewable && vault.ends !== undefined),
  };
}
