/** What a row, the status bar and the menus need to know of a server's session. */
export type SessionState =
  | { readonly kind: "signed-out" }
  | { readonly kind: "expired"; readonly ended: number | undefined }
  | { readonly kind: "signing-in" }
  | {
      readonly kind: "signed-in";
      /** The person's name on that server, as the server tells it; undefined where it does not. */
      readonly who: string | undefined;
      /** Milliseconds since the epoch; undefined where the session has no end. */
      readonly ends: number | undefined;
      /** True while it goes on without the person. */
      readonly renews: boolean;
      /** True where it began at an OpenID provider, so that there is an access token. */
      readonly hasAccessToken: boolean;
      /** It is getting a new token at this moment. */
      readonly renewing?: boolean;
    };
