import type { AuditContext } from "../audit/audit.ts";
import type { Secret } from "../secrets/secret.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "LIST";

/** One request of Vault's HTTP API, before it is known whether it goes over a network or into the local vault. */
export interface VaultRequest {
  readonly method: Method;
  /** What follows `/v1/`, every part percent-encoded; no leading slash, no query. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly token?: Secret | undefined;
  readonly namespace?: string | undefined;
  /** `X-Vault-Wrap-TTL`, for example `30m`. */
  readonly wrapTtl?: string | undefined;
  /** JSON; secrets inside are plain text by now. PATCH is sent as `application/merge-patch+json`. */
  readonly body?: unknown;
  /** The token has a limited number of uses: the request is never sent twice. */
  readonly limitedUse?: boolean;
  /** Who asks and why, for the audit log. Not sent to servers. */
  readonly audit?: AuditContext;
}

/** `body` is the parsed JSON, or undefined for an empty answer. Any status comes back as a reply, not as an error. */
export interface VaultReply {
  readonly status: number;
  readonly body: unknown;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Takes one request to a server and back. Throws `ExpectedError` where no answer of a Vault server came; nothing it throws holds a header or a body. */
export interface Transport {
  send(request: VaultRequest, signal?: AbortSignal): Promise<VaultReply>;
}
