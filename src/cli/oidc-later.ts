import { ExpectedError } from "../core/errors.ts";
import type { Oidc } from "../core/sessions/oidc.ts";

/** The OpenID client, loaded when somebody signs in. */
export function oidcLater(): Oidc {
  return { signInWithBrowser: refuse, signInWithDeviceCode: refuse, refresh: refuse };
}

async function refuse(profile: { readonly name: string }): Promise<never> {
  throw new ExpectedError({ code: "session-refused", server: profile.name, reason: "OIDC is not built in" });
}
