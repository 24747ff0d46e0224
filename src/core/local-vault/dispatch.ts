import type { Call } from "./call.ts";
import { scalar } from "./inputs.ts";
import { cubbyhole, kv1 } from "./kv1.ts";
import { kv2 } from "./kv2.ts";
import { mountOf, readMounts, spaceOf } from "./mounts.ts";
import { noToken, type Outcome, Refusal } from "./outcome.ts";
import { cubbyholeOf, makeCubbyhole } from "./owner.ts";
import { authorize } from "./policies.ts";
import { openRoute, sysRoutes, uiMounts } from "./sys.ts";
import { tokenRoutes } from "./token-routes.ts";
import type { Token } from "./tokens.ts";
import { authorizeUnwrap, unwrap, wrappingLookup } from "./wrapping.ts";

/** Takes a request, its token already checked and charged, to the engine that answers it. Throws `Refusal`. */
export function dispatch(call: Call): Outcome {
  const open = call.path.startsWith("sys/") ? withoutToken({ ...call, path: call.path.slice(4) }) : undefined;
  if (open) return open;
  if (call.token === undefined) throw noToken();
  authorize(call);
  const mount = mountOf(readMounts(call.rows), call.path);
  if (mount === undefined) {
    throw new Refusal(404, [`no handler for route ${JSON.stringify(call.path)}. route entry not found.`]);
  }
  const below = { ...call, path: call.path.slice(mount.path.length) };
  switch (mount.type) {
    case "kv":
      return mount.options?.["version"] === "2" ? kv2(below, spaceOf(mount)) : kv1(below, spaceOf(mount));
    case "cubbyhole":
      return cubbyhole(below, spaceFor(call, call.token));
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
  if (call.operation !== "update") return openRoute(call);
  if (call.path === "wrapping/lookup") return wrappingLookup(call);
  if (call.path !== "wrapping/unwrap") return undefined;
  const other = scalar(call.body["token"]);
  if (other !== "" && other !== call.presented) authorizeUnwrap(call);
  return unwrap(call);
}
