import type { Mount } from "./mounts.ts";
import type { JsonObject } from "./note.ts";
import type { Token } from "./tokens.ts";
import type { WritableRows } from "./rows.ts";

export type Operation = "read" | "list" | "update" | "patch" | "delete";

/** One request as backends see it: decoded, with its token checked. */
export interface Call {
  readonly operation: Operation;
  /** Decoded, without `/v1/`; below a backend's mount for backends. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: JsonObject;
  /** Undefined on the paths that need none. */
  readonly token: Token | undefined;
  /** What a client presented, valid or not; only the wrapping paths look at it. */
  readonly presented: string | undefined;
  /** Seconds; 0 = not to be wrapped. */
  readonly wrapTtl: number;
  readonly rows: WritableRows;
  /** What is mounted. */
  readonly mounts: () => readonly Mount[];
  /** Milliseconds since the epoch. */
  readonly now: number;
}
