import type { Loopback, LoopbackListener } from "./loopback.ts";
import type { OidcProfile } from "./oidc.ts";
import type { DiscoveredProvider, GivenTokens } from "./openid-provider.ts";
import type { BrowserProgress } from "./sessions.ts";

/** One sign-in under way. */
interface Flow {
  readonly provider: DiscoveredProvider;
  readonly profile: OidcProfile;
  readonly listener: LoopbackListener;
  readonly verifier: string;
  readonly state: string;
  /** Undefined: no ID token is asked for. */
  readonly nonce: string | undefined;
}

/** The address a person signs in at (OpenID Connect Core 3.1.2.1, RFC 7636). */
async function signInPage({ provider, profile, listener, verifier, state, nonce }: Flow): Promise<string> {
  const { client, configuration } = provider;
  const { scopes } = profile.signIn;
  const url = client.buildAuthorizationUrl(configuration, {
    redirect_uri: listener.redirectUri,
    scope: scopes.join(" "),
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    state,
    ...(nonce === undefined ? {} : { nonce }),
    // Without it the scope is ignored (OpenID Connect Core 11).
    ...(scopes.includes("offline_access") ? { prompt: "consent" } : {}),
  });
  return url.href;
}

/** Changes what the browser brought for tokens, then lets the page say how that went. */
async function exchange(flow: Flow, signal: AbortSignal | undefined): Promise<GivenTokens> {
  const { provider, listener, verifier, state, nonce } = flow;
  const redirect = await listener.redirect(signal);
  const current = new URL(listener.redirectUri);
  current.search = redirect.query;
  let signedIn = false;
  try {
    const given = await provider.client.authorizationCodeGrant(provider.configuration, current, {
      pkceCodeVerifier: verifier,
      expectedState: state,
      ...(nonce === undefined ? {} : { expectedNonce: nonce, idTokenExpected: true }),
    });
    signedIn = true;
    return given;
  } finally {
    redirect.answer(signedIn);
  }
}

/** Authorization code with PKCE on a loopback redirect (RFC 8252). The page is told how it ended before the listener closes. */
export async function browserFlow(
  provider: DiscoveredProvider,
  profile: OidcProfile,
  loopback: Loopback,
  { openBrowser, signal }: BrowserProgress & { readonly signal: AbortSignal | undefined },
): Promise<GivenTokens> {
  const { client } = provider;
  const state = client.randomState();
  const listener = await loopback.listen({ server: profile.name, state });
  try {
    const nonce = profile.signIn.scopes.includes("openid") ? client.randomNonce() : undefined;
    const flow = { provider, profile, listener, verifier: client.randomPKCECodeVerifier(), state, nonce };
    const page = await signInPage(flow);
    await openBrowser(page, listener.leadTo(page));
    return await exchange(flow, signal);
  } finally {
    await listener.close();
  }
}
