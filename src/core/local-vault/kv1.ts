import type { Call } from "./call.ts";
import { parseDuration } from "./durations.ts";
import { listFolder } from "./folders.ts";
import { jsonObject } from "./note.ts";
import { unrecognized } from "./inputs.ts";
import { EMPTY, NOT_FOUND, ok, type Outcome, Refusal, listed, unsupported, withWarnings } from "./outcome.ts";
import { findEntry, putEntry, removeEntry } from "./secrets.ts";

const DEFAULT_LEASE = 2_764_800;

/** A KV version 1 mount (Vault's "KV secrets engine, version 1" HTTP API). `space`: parent of the mount's rows. */
export function kv1(call: Call, space: Uint8Array): Outcome {
  switch (call.operation) {
    case "list":
      return withWarnings(listNames(call, space), unrecognized(call.query, ["list"]));
    case "read": {
      const found = findEntry(call.rows, space, call.path, jsonObject);
      return found ? ok(found.content, { leaseDuration: leaseOf(found.content) }) : NOT_FOUND;
    }
    case "update":
      if (call.path === "") throw new Refusal(400, ["missing path"]);
      if (Object.keys(call.body).length === 0) throw new Refusal(400, ["missing data fields"]);
      putEntry(call.rows, space, call.path, call.body);
      return EMPTY;
    case "delete":
      removeEntry(call.rows, space, call.path);
      return EMPTY;
    case "patch":
    default:
      throw unsupported();
  }
}

/** The calling token's own place (Vault's "Cubbyhole secrets engine" API). `space` is undefined while it has none. */
export function cubbyhole(call: Call, space: Uint8Array | undefined): Outcome {
  if (call.operation === "read" && call.path === "") throw missingPath();
  if (call.operation === "update" && Object.keys(call.body).length === 0) {
    throw new Refusal(500, listed("missing data fields"));
  }
  if (call.operation === "patch") throw unsupported();
  if (space === undefined) return call.operation === "delete" ? EMPTY : NOT_FOUND;
  const outcome = kv1(call, space);
  return outcome.leaseDuration === undefined ? outcome : { ...outcome, leaseDuration: 0 };
}

export function missingPath(): Refusal {
  return new Refusal(500, listed("missing path"));
}

/** The names below a path, or the servers' 404 where there are none. */
export function listNames(call: Call, space: Uint8Array): Outcome {
  const keys = listFolder(call.rows, space, folderOf(call.path));
  return keys.length === 0 ? NOT_FOUND : ok({ keys });
}

/** A path as a folder's: empty, or with a slash at the end. */
export function folderOf(path: string): string {
  return path === "" || path.endsWith("/") ? path : `${path}/`;
}

/** A key called `ttl` or `lease` sets the lease that a read reports. */
function leaseOf(content: Readonly<Record<string, unknown>>): number {
  const wished = parseDuration(content["ttl"] ?? content["lease"]);
  return typeof wished === "number" && wished > 0 ? Math.trunc(wished) : DEFAULT_LEASE;
}
