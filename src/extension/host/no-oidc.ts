import { ExpectedError } from "../../core/errors.ts";
import type { Oidc, OidcProfile } from "../../core/sessions/oidc.ts";

const refuse = ({ name }: OidcProfile): Promise<never> =>
  Promise.reject(
    new ExpectedError({ code: "session-refused", server: name, reason: "OpenID Connect is not part of this build" }),
  );

/** Stands for an OpenID provider where none can be reached from this host. */
export const noOidc: Oidc = { signInWithBrowser: refuse, signInWithDeviceCode: refuse, refresh: refuse };
