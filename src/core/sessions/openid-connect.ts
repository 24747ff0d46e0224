import type { Clock } from "../ports.ts";
import { browserFlow } from "./browser-flow.ts";
import { deviceFlow } from "./device-flow.ts";
import type { Loopback } from "./loopback.ts";
import type { Oidc } from "./oidc.ts";
import { createDiscovery, tokensOf, withProviderErrors, type ProviderOptions } from "./openid-provider.ts";

export interface OpenIdConnectOptions extends ProviderOptions {
  readonly loopback: Loopback;
  readonly clock: Clock;
}

/** What `sign-in-timeout` says: the listener's limit, and about what providers give for a device code. */
const BROWSER_MINUTES = 5;
const DEVICE_MINUTES = 10;

/** OpenID providers by openid-client, which is loaded on first use. */
export function createOpenIdConnect(options: OpenIdConnectOptions): Oidc {
  const { loopback, clock } = options;
  const discovered = createDiscovery(options);
  return {
    signInWithBrowser: (profile, progress, signal) =>
      withProviderErrors(profile, { minutes: BROWSER_MINUTES, signal }, async () => {
        const provider = await discovered(profile);
        return tokensOf(await browserFlow(provider, profile, loopback, { ...progress, signal }), clock);
      }),
    signInWithDeviceCode: (profile, progress, signal) =>
      withProviderErrors(profile, { minutes: DEVICE_MINUTES, signal }, async () => {
        const provider = await discovered(profile);
        return tokensOf(await deviceFlow(provider, profile, clock, { ...progress, signal }), clock);
      }),
    refresh: (profile, refreshToken, signal) =>
      withProviderErrors(profile, { minutes: BROWSER_MINUTES, signal }, async () => {
        const { client, configuration } = await discovered(profile);
        const scope = profile.signIn.scopes.join(" ");
        // Some providers want the scope again (EGI Check-in's documentation says so).
        return tokensOf(await client.refreshTokenGrant(configuration, refreshToken.reveal(), { scope }), clock);
      }),
  };
}
