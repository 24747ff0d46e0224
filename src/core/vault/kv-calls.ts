import type { Call } from "./call.ts";
import { encodePath, joinPath } from "./paths.ts";
import type { Mount, SecretPath } from "./types.ts";

/** How a person writes the place. */
export function shownPath(at: SecretPath): string {
  return joinPath(at.mount, at.path);
}

type Area = "data" | "metadata" | "delete" | "undelete" | "destroy";

/** The API path of a place in an area of KV v2, or in an engine without areas. */
export function kvPath(at: SecretPath, kind: Mount["kind"], area: Area): string {
  return joinPath(encodePath(at.mount), kind === "kv-2" ? area : "", encodePath(at.path));
}

/** A call on a secret; what differs is given. */
export function kvCall(at: SecretPath, call: Omit<Call, "shown">): Call {
  return { ...call, shown: shownPath(at) };
}

export function readCall(at: SecretPath, kind: Mount["kind"], version?: number): Call {
  return kvCall(at, {
    method: "GET",
    path: kvPath(at, kind, "data"),
    ...(version === undefined ? {} : { query: { version: String(version) } }),
    action: "read",
    right: "read",
  });
}
