import type { Call } from "./call.ts";
import { flagOf, integer, seconds } from "./inputs.ts";
import { configFields, configNote, NO_CONFIG } from "./kv2-state.ts";
import { EMPTY, ok, type Outcome, unsupported } from "./outcome.ts";

/** GET and POST config of a KV v2 mount. */
export function config(call: Call, space: Uint8Array): Outcome {
  const place = { parent: space, kind: "control", name: "config" } as const;
  const before = call.rows.find(place, configNote)?.note ?? NO_CONFIG;
  if (call.operation === "read") return ok(configFields(before));
  if (call.operation !== "update") throw unsupported();
  call.rows.put(place, {
    maxVersions: (integer(call.body, "max_versions") ?? before.maxVersions) >>> 0,
    casRequired: flagOf(call.body, "cas_required") ?? before.casRequired,
    deleteAfter: seconds(call.body, "delete_version_after") ?? before.deleteAfter,
  });
  return EMPTY;
}
