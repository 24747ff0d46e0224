import type { AuditEvent } from "../audit/audit.ts";

/** One call of Vault's API, with what its errors and its line in the access log say. */
export interface Call {
  readonly method: "GET" | "LIST" | "POST" | "PATCH" | "DELETE";
  /** Encoded, without `v1/`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly action: AuditEvent["action"];
  /** Mount and path as a person writes them, or the API path of an operation. */
  readonly shown: string;
  /** The right a policy has to give. */
  readonly right: string;
  /** Names of the keys concerned, where the call itself knows them. */
  readonly keys?: readonly string[];
  /** The answer is not given but kept for one reading, for this time, for example `300s`. */
  readonly wrapTtl?: string;
}
