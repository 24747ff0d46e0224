import type { Call } from "./call.ts";
import { flagOf, integer, seconds } from "./inputs.ts";
import { configFields } from "./kv2-state.ts";
import { type Mount, readMounts, writeMounts } from "./mounts.ts";
import { EMPTY, ok, type Outcome, unsupported } from "./outcome.ts";

/** GET and POST config of a KV v2 mount. */
export function config(call: Call, mount: Mount): Outcome {
  const before = mount.settings;
  if (call.operation === "read") return ok(configFields(before));
  if (call.operation !== "update") throw unsupported();
  const settings = {
    maxVersions: (integer(call.body, "max_versions") ?? before.maxVersions) >>> 0,
    casRequired: flagOf(call.body, "cas_required") ?? before.casRequired,
    deleteAfter: seconds(call.body, "delete_version_after") ?? before.deleteAfter,
  };
  const mounts = readMounts(call.rows);
  writeMounts(
    call.rows,
    mounts.map((other) => (other.path === mount.path ? { ...other, settings } : other)),
  );
  return EMPTY;
}
