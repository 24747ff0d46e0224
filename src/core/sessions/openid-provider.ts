import type * as openIdClient from "./openid-functions.ts";
import type { Configuration, CustomFetch, TokenEndpointResponse, TokenEndpointResponseHelpers } from "openid-client";
import type { Clock } from "../ports.ts";
import { Secret } from "../secrets/secret.ts";
import { isLoopback } from "../transport/addresses.ts";
import type { OidcProfile, OidcTokens } from "./oidc.ts";
import { oidcError } from "./oidc-problem.ts";
import { accessTokenClaims, personClaims } from "./token-claims.ts";

/** Seconds for one request to the provider. */
const TIMEOUT = 20;

/** openid-client, loaded on first use. */
export type OpenIdClient = typeof openIdClient;
export type GivenTokens = TokenEndpointResponse & TokenEndpointResponseHelpers;

/** A provider whose addresses are known (OpenID Connect Discovery 1.0), with the library that speaks to it. */
export interface DiscoveredProvider {
  readonly client: OpenIdClient;
  readonly configuration: Configuration;
}

export interface ProviderOptions {
  /** How the provider is reached, where it needs certificate authorities of its own; else the global `fetch`. */
  readonly fetchFor?: (profile: OidcProfile) => CustomFetch | undefined;
}

/** Asks a provider for its addresses, once. */
export function createDiscovery({ fetchFor }: ProviderOptions): (profile: OidcProfile) => Promise<DiscoveredProvider> {
  const known = new Map<string, Promise<DiscoveredProvider>>();

  async function discover(profile: OidcProfile): Promise<DiscoveredProvider> {
    const client = await import("./openid-functions.ts");
    const issuer = new URL(profile.signIn.issuer);
    const fetch = fetchFor?.(profile);
    const configuration = await client.discovery(issuer, profile.signIn.clientId, undefined, client.None(), {
      timeout: TIMEOUT,
      // The library refuses plain http of itself; on this computer itself nobody listens in.
      execute: [
        client.enableNonRepudiationChecks,
        ...(isLoopback(issuer.hostname) ? [client.allowInsecureRequests] : []),
      ],
      ...(fetch === undefined ? {} : { [client.customFetch]: fetch }),
    });
    return { client, configuration };
  }

  return async (profile) => {
    const key = JSON.stringify([profile.signIn.issuer, profile.signIn.clientId, profile.caFile]);
    const found = known.get(key) ?? discover(profile);
    known.set(key, found);
    try {
      return await found;
    } catch (error) {
      known.delete(key);
      throw error;
    }
  };
}

/** What a token endpoint gave, in our types. */
export function tokensOf(given: GivenTokens, clock: Clock): OidcTokens {
  const seconds = given.expiresIn();
  const claims = personClaims(given.claims());
  return {
    accessToken: Secret.of(given.access_token),
    accessEnds: seconds === undefined ? undefined : clock.now() + seconds * 1000,
    refreshToken: given.refresh_token === undefined ? undefined : Secret.of(given.refresh_token),
    claims: Object.keys(claims).length === 0 ? accessTokenClaims(given.access_token) : claims,
  };
}

/** Runs a step of a sign-in and turns what goes wrong at the provider into our errors. */
export async function withProviderErrors<T>(
  profile: OidcProfile,
  limits: { readonly minutes: number; readonly signal: AbortSignal | undefined },
  step: () => Promise<T>,
): Promise<T> {
  try {
    return await step();
  } catch (error) {
    throw oidcError(error, { server: profile.name, issuer: profile.signIn.issuer, ...limits });
  }
}
