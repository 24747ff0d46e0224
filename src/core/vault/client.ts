import type { AuditContext } from "../audit/audit.ts";
import type { Secret } from "../secrets/secret.ts";
import type {
  Entry,
  Field,
  MetadataChanges,
  Mount,
  SecretData,
  SecretHistory,
  SecretObject,
  SecretPath,
} from "./types.ts";

/** How one call is made. */
export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly audit: AuditContext;
}

/** What `auth/token/create` and every login give. */
export interface IssuedToken {
  readonly token: Secret;
  readonly accessor: string;
  /** Seconds; 0 = no end. */
  readonly ttl: number;
  readonly renewable: boolean;
  readonly policies: readonly string[];
  readonly identityPolicies: readonly string[];
  readonly orphan: boolean;
  readonly type: "service" | "batch" | "other";
  /** 0 = unlimited. */
  readonly numUses: number;
}

/** What a look-up says of a token. */
export interface TokenFacts {
  readonly accessor: string;
  readonly displayName: string;
  readonly policies: readonly string[];
  readonly identityPolicies: readonly string[];
  /** Seconds left; 0 = no end. */
  readonly ttl: number;
  /** Uses left; 0 = unlimited, -1 = this was the last one. */
  readonly numUses: number;
  readonly renewable: boolean;
  readonly entity: string | undefined;
  readonly type: string;
  /** Where it was made, for example `auth/jwt/login`. */
  readonly path?: string;
}

export interface TokenOrder {
  readonly policies?: readonly string[];
  /** Seconds. */
  readonly ttl: number;
  readonly explicitMaxTtl?: number;
  /** 0 = unlimited. */
  readonly numUses: number;
  readonly renewable: boolean;
  readonly displayName?: string;
}

/**
 * Vault's API in our types: one server, one token. Every reply is parsed at this border; every failure is an
 * `ExpectedError`. The same client speaks to a cluster and to the local vault.
 */
export interface VaultClient {
  /** The profile's name, `local` for the vault on this computer. */
  readonly server: string;
  /** Engines the token can reach anything under (`sys/internal/ui/mounts`), by name. */
  mounts(options: CallOptions): Promise<readonly Mount[]>;
  /** Splits `secret/shop/db` into mount and path with the server's own mounts. Throws `not-found` for an unknown mount. */
  locate(path: string, options: CallOptions): Promise<SecretPath>;
  /** An absent or empty folder gives an empty list. */
  list(at: SecretPath, options: CallOptions): Promise<readonly Entry[]>;
  /** Throws `not-found`, or `version-gone` where that version was deleted. */
  read(at: SecretPath, options: CallOptions & { readonly version?: number }): Promise<SecretObject>;
  /**
   * Replaces the object. `cas`: the version that must be the current one, 0 = must not exist; throws `conflict`. An
   * engine without versions takes only 0, for which it is read before (not atomic, and one use more).
   */
  write(
    at: SecretPath,
    data: SecretData,
    options: CallOptions & { readonly cas?: number },
  ): Promise<{ readonly version: number | undefined }>;
  /**
   * Merges keys into the object; a key set to undefined is removed. Makes the object where there is none. An engine
   * without versions is read and written: two uses.
   */
  patch(
    at: SecretPath,
    changes: ReadonlyMap<string, Field | undefined>,
    options: CallOptions,
  ): Promise<{ readonly version: number | undefined }>;
  /** KV v2: hides the latest version, or those named; KV v1 and cubbyhole: removes for good. */
  remove(at: SecretPath, options: CallOptions & { readonly versions?: readonly number[] }): Promise<void>;
  /** KV v2: brings hidden versions back. */
  undelete(at: SecretPath, versions: readonly number[], options: CallOptions): Promise<void>;
  /** KV v2: destroys the named versions for good; all of the secret with its history where none is named. */
  destroy(at: SecretPath, versions: readonly number[] | "all", options: CallOptions): Promise<void>;
  /** KV v2: every version the server keeps. Throws `not-found`, and `bad-input` for an engine without versions. */
  versions(at: SecretPath, options: CallOptions): Promise<SecretHistory>;
  /**
   * KV v2: changes how a secret is kept, and what is noted beside it. Throws `not-found`, and `bad-input` for an engine
   * without versions.
   */
  changeMetadata(at: SecretPath, changes: MetadataChanges, options: CallOptions): Promise<void>;
  /** KV v2: replaces the custom metadata. Throws `bad-input` for an engine without versions. */
  writeCustomMetadata(at: SecretPath, custom: ReadonlyMap<string, string>, options: CallOptions): Promise<void>;
  /** What the token may do at API paths such as `secret/data/shop/db` (`read`, `list`, `root`, …), by path. */
  capabilities(paths: readonly string[], options: CallOptions): Promise<ReadonlyMap<string, readonly string[]>>;
  readonly tokens: TokenOperations;
  readonly wrapping: Wrapping;
}

export interface TokenOperations {
  lookupSelf(options: CallOptions): Promise<TokenFacts>;
  renewSelf(increment: number, options: CallOptions): Promise<{ readonly ttl: number }>;
  revokeSelf(options: CallOptions): Promise<void>;
  /** Makes a child of this client's token. */
  create(order: TokenOrder, options: CallOptions): Promise<IssuedToken>;
  /** What the server knows of another token; undefined where it is gone. Throws `not-allowed` where this token may not ask. */
  lookupAccessor(accessor: string, options: CallOptions): Promise<TokenFacts | undefined>;
  revokeAccessor(accessor: string, options: CallOptions): Promise<void>;
  /** True while the client's own token lives; spends no use (`sys/internal/ui/mounts/cubbyhole`, spec 2.5.8). */
  isAlive(options: CallOptions): Promise<boolean>;
}

/** An answer that is kept for one reading: whoever has this token gets it, once. It hangs on no session. */
export interface WrappedToken {
  readonly token: Secret;
  readonly accessor: string;
  /** Seconds. */
  readonly ttl: number;
  /** Milliseconds since the epoch. */
  readonly created: number | undefined;
  /** API path of the call whose answer is kept, for example `sys/wrapping/wrap`. */
  readonly madeAt: string;
}

/** What a look at a wrapping token says; it costs nothing and needs no right. */
export type WrappingFacts = Omit<WrappedToken, "token" | "accessor">;

/** What was kept: keys and values, or a token. */
export type Unwrapped =
  | { readonly kind: "data"; readonly fields: SecretData }
  | { readonly kind: "token"; readonly issued: IssuedToken };

/** Keeping an answer for one reading (response wrapping). `ttl` in seconds. */
export interface Wrapping {
  /** Keeps keys and values. */
  wrap(data: SecretData, ttl: number, options: CallOptions): Promise<WrappedToken>;
  /** Reads a secret without seeing it: the answer is kept. Throws as a reading does. */
  read(at: SecretPath, ttl: number, options: CallOptions & { readonly version?: number }): Promise<WrappedToken>;
  /** Makes a child of this client's token without seeing it. */
  createToken(order: TokenOrder, ttl: number, options: CallOptions): Promise<WrappedToken>;
  /** Undefined where the token is used, ended or none. */
  lookup(token: Secret, options: CallOptions): Promise<WrappingFacts | undefined>;
  /**
   * Opens, once. Looks before, which costs nothing: where the token was made elsewhere than `madeAt` allows, it was
   * swapped, and stays closed. Throws `wrapping-refused`.
   */
  unwrap(token: Secret, options: CallOptions & { readonly madeAt?: (path: string) => boolean }): Promise<Unwrapped>;
  /** The same answer under a new token, with the time it was given at first. The old one is used up. Throws `wrapping-refused`. */
  rewrap(token: Secret, options: CallOptions): Promise<WrappedToken>;
}
