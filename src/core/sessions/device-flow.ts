import { ExpectedError } from "../errors.ts";
import type { Clock } from "../ports.ts";
import type { OidcProfile } from "./oidc.ts";
import type { DiscoveredProvider, GivenTokens } from "./openid-provider.ts";
import type { DeviceProgress } from "./sessions.ts";

/** An address a browser may be sent to. Throws `session-refused` for any other. */
function pageAddress(text: string, server: string): string {
  if (/^https?:$/u.test(URL.parse(text)?.protocol ?? "")) return text;
  throw new ExpectedError({ code: "session-refused", server, reason: "the provider names no web page to sign in at" });
}

/** Device authorization grant (RFC 8628). The person has as long as the provider says. */
export async function deviceFlow(
  { client, configuration }: DiscoveredProvider,
  { name: server, signIn }: OidcProfile,
  clock: Clock,
  { showCode, signal }: DeviceProgress & { readonly signal: AbortSignal | undefined },
): Promise<GivenTokens> {
  const started = await client.initiateDeviceAuthorization(configuration, { scope: signIn.scopes.join(" ") });
  const lifetime = started.expires_in * 1000;
  const complete = started.verification_uri_complete;
  await showCode({
    userCode: started.user_code,
    verificationUri: pageAddress(started.verification_uri, server),
    verificationUriComplete: complete === undefined ? undefined : pageAddress(complete, server),
    expires: clock.now() + lifetime,
  });
  // A signal of ours takes the place of the library's own limit.
  const limit = AbortSignal.timeout(lifetime);
  const ends = signal === undefined ? limit : AbortSignal.any([limit, signal]);
  return client.pollDeviceAuthorizationGrant(configuration, started, undefined, { signal: ends });
}
