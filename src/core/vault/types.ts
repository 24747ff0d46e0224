import type { Secret } from "../secrets/secret.ts";

/** Where a secret is: both decoded, without slashes at the ends. A mount may hold a slash (`team/kv`). */
export interface SecretPath {
  readonly mount: string;
  /** Empty for the mount itself. */
  readonly path: string;
}

/** One mounted engine that can hold secrets. */
export interface Mount {
  readonly mount: string;
  readonly kind: "kv-1" | "kv-2" | "cubbyhole";
  readonly description: string;
}

/** One row of a listing. A name can be there twice: as a secret and as a folder. */
export interface Entry {
  readonly name: string;
  readonly kind: "secret" | "folder";
}

/** One value. Where the server holds no text (a number, a list, an object), `value` is its JSON and `json` is true. */
export interface Field {
  readonly value: Secret;
  readonly json: boolean;
}

/** A secret that was read. */
export interface SecretObject {
  readonly at: SecretPath;
  /** In the order of the server's answer. */
  readonly fields: ReadonlyMap<string, Field>;
  /** KV v2 only. */
  readonly version: number | undefined;
  /** Milliseconds since the epoch; KV v2 only. */
  readonly created: number | undefined;
  /** When the server is going to delete this version (`delete_version_after`), in milliseconds since the epoch; KV v2 only. */
  readonly expires?: number | undefined;
  /** What people noted beside it; KV v2 only, absent where there is none. */
  readonly customMetadata?: ReadonlyMap<string, string>;
}

/** What a write takes: key names to values as they are stored (text, or any JSON). */
export type SecretData = ReadonlyMap<string, Field>;

/** One version of a KV v2 secret. */
export interface SecretVersion {
  readonly version: number;
  /** Milliseconds since the epoch. */
  readonly created: number | undefined;
  /** When it was hidden, or is going to be (`delete_version_after`); undefined: not. */
  readonly deleted: number | undefined;
  readonly destroyed: boolean;
}

/** What KV v2 keeps of a secret besides its values. */
export interface SecretHistory {
  readonly at: SecretPath;
  readonly current: number;
  /** Newest first. */
  readonly versions: readonly SecretVersion[];
  readonly customMetadata: ReadonlyMap<string, string>;
  readonly settings: SecretSettings;
}

/** How KV v2 treats one secret, besides what its mount says. */
export interface SecretSettings {
  /** Versions that are kept; 0 = as the mount says. */
  readonly maxVersions: number;
  /** A write must name the version it replaces. */
  readonly casRequired: boolean;
  /** Seconds after which a version is hidden by the server; 0 = never. */
  readonly deleteAfter: number;
}

/** What is to be changed of a secret besides its values; what is left out stays. */
export interface MetadataChanges extends Partial<SecretSettings> {
  /** Notes to set; undefined removes one. Others stay. */
  readonly custom?: ReadonlyMap<string, string | undefined>;
}

/** A way to sign in that a server tells of to everybody. */
export interface OfferedSignIn {
  /** `jwt`: by an OpenID provider. Others are told of, too, but cannot be used. */
  readonly kind: "userpass" | "ldap" | "approle" | "jwt" | "other";
  readonly mount: string;
  /** The server's own name of the kind, for example `kerberos`. */
  readonly type: string;
  readonly description: string;
}
