/** Who asks and why: travels with a request. */
export interface AuditContext {
  /** The front that asks: `tree`, `quick fix`, `run`, `cli get`, `serve`, … */
  readonly who: string;
  /** What for, in a few words without any value; undefined where `who` says it all. */
  readonly why?: string;
  /** Names of the keys concerned. */
  readonly keys?: readonly string[];
}

/** One line of the access log. Never a value. */
export interface AuditEvent extends AuditContext {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly server: string;
  readonly action: "read" | "list" | "write" | "delete" | "token" | "locker" | "other";
  /** Mount and path, or the API path of a token operation. */
  readonly path: string;
  /** The HTTP status, or 0 where no answer came. */
  readonly status: number;
  /** Accessor of the token used, where known. */
  readonly accessor?: string;
}

/** Every read, write and token operation of every front passes here. */
export interface AuditPort {
  record(event: AuditEvent): Promise<void>;
  /** Hears what `record` threw for a call that was sent: the call's own result stands. */
  failed?(error: unknown): void;
}
