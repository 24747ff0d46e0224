import type { Claims } from "../connections/home.ts";
import type { ServerProfile, SignIn } from "../connections/connections.ts";
import type { Secret } from "../secrets/secret.ts";
import type { BrowserProgress, DeviceProgress } from "./sessions.ts";

/** A server whose people sign in by OIDC. */
export type OidcProfile = Pick<ServerProfile, "name" | "caFile"> & {
  readonly signIn: Extract<SignIn, { kind: "oidc" }>;
};

/** What an OpenID provider gave. */
export interface OidcTokens {
  readonly accessToken: Secret;
  /** Milliseconds since the epoch; undefined: not told. */
  readonly accessEnds: number | undefined;
  /** Undefined: the session ends with the access token. */
  readonly refreshToken: Secret | undefined;
  /** Of the ID token, else of the access token where that is a JWT: texts only, for display and the home. */
  readonly claims: Claims;
}

/**
 * The OpenID provider of a server. Throws `sign-in-denied`, `sign-in-timeout`, `session-refused` (the provider's reason),
 * `unreachable` (the provider's host), `cancelled`.
 */
export interface Oidc {
  /** Authorization code with PKCE (RFC 7636) on a loopback redirect (RFC 8252, 7.3). */
  signInWithBrowser(
    profile: OidcProfile,
    progress: BrowserProgress,
    signal: AbortSignal | undefined,
  ): Promise<OidcTokens>;
  /** Device authorization grant (RFC 8628). */
  signInWithDeviceCode(
    profile: OidcProfile,
    progress: DeviceProgress,
    signal: AbortSignal | undefined,
  ): Promise<OidcTokens>;
  /** The provider may rotate the refresh token: the one given in is worth nothing afterwards. */
  refresh(profile: OidcProfile, refreshToken: Secret, signal: AbortSignal | undefined): Promise<OidcTokens>;
}
