import type { Secret } from "../secrets/secret.ts";

/** A name and a password, as a person types them. Never kept. */
export interface PasswordCredentials {
  readonly kind: "userpass" | "ldap";
  readonly mount: string;
  readonly user: string;
  readonly password: Secret;
}

/** A role id and a secret id of AppRole. */
export interface AppRole {
  readonly mount: string;
  readonly roleId: Secret;
  /** Undefined where the role needs none. */
  readonly secretId: Secret | undefined;
}

export interface AppRoleCredentials {
  readonly kind: "approle";
  readonly mount: string;
  readonly roleId: Secret;
  /** `wrapped`: the secret id of a response-wrapping token, which is opened once. */
  readonly secretId: Secret | { readonly wrapped: Secret } | undefined;
  /** Kept with the session, so that it renews by itself, only where the person chose so. */
  readonly keep: boolean;
}

/** What a person proves with who they are, at a server itself and without an OpenID provider. */
export type Credentials = PasswordCredentials | AppRoleCredentials;
