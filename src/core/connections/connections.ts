import type { CallOptions, IssuedToken, VaultClient } from "../vault/client.ts";
import type { Secret } from "../secrets/secret.ts";

/** The name of the vault on this computer. */
export const LOCAL = "local";

/** How a person signs in at a server by default. Never a password or another secret. */
export type SignIn =
  /** A Vault token that is pasted. */
  | { readonly kind: "token" }
  /** A Vault token another program keeps in a file (`~/.vault-token`, an agent's sink); read anew at every use, never stored. */
  | { readonly kind: "token-file"; readonly file: string }
  | PasswordSignIn
  | AppRoleSignIn
  | {
      readonly kind: "oidc";
      readonly issuer: string;
      readonly clientId: string;
      readonly scopes: readonly string[];
      /** Where the JWT is handed in: `auth/<mount>/login`. */
      readonly mount: string;
      /** Empty = the server's default role. */
      readonly role: string;
    };

/** A name and a password, at `auth/<mount>/login/<user>`. */
export interface PasswordSignIn {
  readonly kind: "userpass" | "ldap";
  readonly mount: string;
  /** Empty: asked for. */
  readonly user: string;
}

/** A role id and a secret id, at `auth/<mount>/login`. */
export interface AppRoleSignIn {
  readonly kind: "approle";
  readonly mount: string;
  /** Empty: asked for. */
  readonly roleId: string;
}

/** Files with a client certificate and its key. A passphrase of the key is asked for, never kept. */
export type ClientCertificate =
  | { readonly kind: "pem"; readonly certFile: string; readonly keyFile: string }
  /** PKCS #12: both in one file. */
  | { readonly kind: "pfx"; readonly file: string };

/** One Vault-compatible cluster, as the person set it up. Never from a workspace. */
export interface ServerProfile {
  readonly name: string;
  /** Addresses of one cluster, the first one preferred. */
  readonly addresses: readonly string[];
  readonly signIn: SignIn;
  readonly namespace: string | undefined;
  /** Path of a PEM file with more certificate authorities. */
  readonly caFile: string | undefined;
  /** What we show a server that wants to know who connects (mutual TLS). */
  readonly clientCertificate?: ClientCertificate | undefined;
  /** What `~` means, for example `users/{sub}`; undefined = this server has no home. */
  readonly home: string | undefined;
}

/** Every server a person can reach, `local` included. The tree, quick fixes, run and command line all come through here. */
export interface Connections {
  /** Profiles in the person's order, without `local`. */
  profiles(): readonly ServerProfile[];
  /** A client with the session's token. Throws `unknown-server`, `signed-out`, `session-expired`, `locked`, `vault-absent`. */
  client(server: string, signal?: AbortSignal): Promise<VaultClient>;
  /** A client of the same server with another token (a locker's, a parent's); `limitedUse` requests are never sent twice. */
  clientWith(server: string, token: Secret, options?: { readonly limitedUse?: boolean }): Promise<VaultClient>;
  /**
   * A new login for one locker, apart from the session. Undefined where the session is a pasted token, which has no
   * login to repeat, and on `local`.
   */
  separateLogin(server: string, options: CallOptions): Promise<IssuedToken | undefined>;
  /** The person's home as a path below a mount, or undefined. */
  home(server: string): Promise<string | undefined>;
}
