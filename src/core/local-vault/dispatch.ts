import type { Call } from "./call.ts";
import { cubbyhole, kv1, missingPath } from "./kv1.ts";
import { checkWrite, kv2 } from "./kv2.ts";
import { isVersioned, type Mount, mountOf, spaceOf } from "./mounts.ts";
import { noToken, type Outcome, Refusal } from "./outcome.ts";
import { cubbyholeOf, makeCubbyhole } from "./owner.ts";
import { authorize } from "./policies.ts";
import { openRoute, sysRoutes, uiMounts } from "./sys.ts";
import { tokenRoutes } from "./token-routes.ts";
import type { Token } from "./tokens.ts";
import { unwrap, wrappingLookup, wrappingToken } from "./wrapping.ts";

/** Takes a request, its token already checked and charged, to the engine that answers it. Throws `Refusal`. */
export function dispatch(call: Call): Outcome {
  const open = call.path.startsWith("sys/") ? withoutToken({ ...call, path: call.path.slice(4) }) : undefined;
  if (open) return open;
  const { token } = call;
  if (token === undefined) throw noToken();
  // The servers look whether a thing exists before they look at rights, and this path fails there already.
  if (call.path === "cubbyhole" && call.operation === "update") throw missingPath();
  const mount = mountOf(call.mounts(), call.path);
  if (mount && isVersioned(mount)) checkWrite({ ...call, path: call.path.slice(mount.path.length) });
  authorize(call);
  if (mount === undefined) {
    throw new Refusal(404, [`no handler for route ${JSON.stringify(call.path)}. route entry not found.`]);
  }
  return toMount({ ...call, path: call.path.slice(mount.path.length) }, mount, token);
}

function toMount(below: Call, mount: Mount, token: Token): Outcome {
  switch (mount.type) {
    case "kv":
      return isVersioned(mount) ? kv2(below, mount) : kv1(below, spaceOf(mount));
    case "cubbyhole":
      return cubbyhole(below, spaceFor(below, token));
    case "token":
      return tokenRoutes(below);
    default:
      return sysRoutes(below);
  }
}

function spaceFor(call: Call, token: Token): Uint8Array | undefined {
  const empty = Object.keys(call.body).length === 0;
  return call.operation === "update" && !empty
    ? makeCubbyhole(call.rows, token, call.now)
    : cubbyholeOf(call.rows, token);
}

function withoutToken(call: Call): Outcome | undefined {
  if (call.path === "internal/ui/mounts" || call.path.startsWith("internal/ui/mounts/")) {
    return call.operation === "read" ? uiMounts(call) : undefined;
  }
  if (call.path === "wrapping/lookup" && ["read", "update"].includes(call.operation)) return wrappingLookup(call);
  const answered = openRoute(call);
  if (answered !== undefined || call.operation !== "update") return answered;
  // Whether the wrapping token is one is looked at before who asks.
  if (call.path === "wrapping/rewrap") wrappingToken(call);
  if (call.path !== "wrapping/unwrap") return undefined;
  return unwrap(call);
}
