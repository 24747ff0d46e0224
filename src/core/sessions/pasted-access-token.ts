import { ExpectedError } from "../errors.ts";
import type { Secret } from "../secrets/secret.ts";
import type { OidcProfile, OidcTokens } from "./oidc.ts";
import { accessTokenClaims, accessTokenEnd } from "./token-claims.ts";

/** How a server that is not set up for OIDC takes an access token: at the usual mount, with its default role. */
export const ELSEWHERE: OidcProfile["signIn"] = {
  kind: "oidc",
  issuer: "",
  clientId: "",
  scopes: [],
  mount: "jwt",
  role: "",
};

/** An access token that the person got elsewhere, which nobody refreshes. Throws `bad-input` for what is no JWT. */
export function pastedTokens(token: Secret): OidcTokens {
  const text = token.reveal();
  if (!/^[\w-]+\.[\w-]+\.[\w-]*$/u.test(text))
    throw new ExpectedError({ code: "bad-input", what: "access token", reason: "it is not a JWT" });
  return {
    accessToken: token,
    accessEnds: accessTokenEnd(text),
    refreshToken: undefined,
    claims: accessTokenClaims(text),
  };
}
