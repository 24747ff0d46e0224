import { toHex } from "../crypto/bytes.ts";
import type { Call } from "./call.ts";
import { texts, textOf } from "./inputs.ts";
import { mountFields, mountOf } from "./mounts.ts";
import type { JsonObject } from "./note.ts";
import { EMPTY, listed, noToken, ok, type Outcome, Refusal, unsupported, uuid } from "./outcome.ts";
import { ownEntry } from "./own-entry.ts";
import { capabilities, POLICY_NAMES, reachesInto } from "./policies.ts";
import { sysMounts } from "./sys-mounts.ts";
import { findByAccessor, findToken, tokenKey } from "./tokens.ts";
import { VERSION } from "./version.ts";
import { rewrap, wrapBody } from "./wrapping.ts";

type Handler = (call: Call) => Outcome;

const UPDATES: Readonly<Record<string, Handler>> = {
  "capabilities-self": (call) => capabilitiesOf(call, call.token),
  capabilities: (call) => {
    const id = textOf(call.body, "token") ?? "";
    if (id === "") throw new Refusal(500, listed("no token found"));
    return capabilitiesOf(call, findToken(call.rows, tokenKey(call.rows.sealing, id)));
  },
  "capabilities-accessor": (call) => {
    const accessor = textOf(call.body, "accessor") ?? "";
    if (accessor === "") throw new Refusal(400, ["missing accessor"]);
    const token = findByAccessor(call.rows, accessor);
    if (token === undefined) throw new Refusal(400, listed("invalid accessor"));
    return capabilitiesOf(call, token);
  },
  // Whoever holds the vault locks it when this has been answered.
  seal: () => EMPTY,
  "wrapping/wrap": wrapBody,
  "wrapping/rewrap": rewrap,
};

const READS: Readonly<Record<string, Handler>> = {
  auth: (call) => ok(mountTable(call, "auth/"), { doubled: true }),
  policy: () => ok({ keys: POLICY_NAMES, policies: POLICY_NAMES }, { doubled: true }),
};

/** What lies below `sys/` and needs a token. */
export function sysRoutes(call: Call): Outcome {
  if (call.path === "mounts" || call.path.startsWith("mounts/")) return sysMounts(call);
  if (call.operation === "list" && /^(?:policy|policies\/acl)\/?$/.test(call.path)) return ok({ keys: POLICY_NAMES });
  const handler = ownEntry(call.operation === "update" ? UPDATES : READS, call.path);
  return handler ? handler(call) : noRoute(call);
}

function noRoute(call: Call): never {
  if (call.path === "seal") throw new Refusal(405, []);
  if (Object.hasOwn(UPDATES, call.path) || Object.hasOwn(READS, call.path)) throw unsupported();
  throw new Refusal(404, listed("unsupported path"));
}

function capabilitiesOf(call: Call, token: Call["token"]): Outcome {
  const paths = texts(call.body, "paths") ?? texts(call.body, "path") ?? [];
  if (paths.length === 0) throw new Refusal(400, ["paths must be supplied"]);
  // One that is at its last use is gone already here.
  if (token === undefined || token.note.numUses === -1) throw new Refusal(400, listed("invalid token"));
  const { policies } = token.note;
  const found = Object.fromEntries(paths.map((path) => [path, capabilities(policies, path)] as const));
  const [only] = paths;
  const short = paths.length === 1 && only !== undefined ? { capabilities: capabilities(policies, only) } : {};
  return ok({ ...found, ...short }, { doubled: true });
}

/** Mounts as a table of path to fields: those below `auth/` without that word, or those that are not. */
function mountTable(call: Call, below: "auth/" | "", visible = (_path: string) => true): JsonObject {
  const mounts = call.mounts().filter(({ path }) => path.startsWith("auth/") === (below === "auth/") && visible(path));
  return Object.fromEntries(mounts.map((mount) => [mount.path.slice(below.length), mountFields(mount)] as const));
}

/** No token sees nothing, a dead one is refused. */
function allUiMounts(call: Call): Outcome {
  if (call.token === undefined && (call.presented ?? "") !== "") throw noToken();
  const policies = call.token?.note.policies ?? [];
  const visible = (mount: string) => reachesInto(policies, mount);
  return ok({ auth: mountTable(call, "auth/", visible), secret: mountTable(call, "", visible) });
}

/** GET sys/internal/ui/mounts and sys/internal/ui/mounts/PATH: cost no use. */
export function uiMounts(call: Call): Outcome {
  if (call.path === "internal/ui/mounts/") throw new Refusal(404, ["unsupported path"]);
  const path = call.path.replace(/^internal\/ui\/mounts\/?/, "");
  const policies = call.token?.note.policies ?? [];
  if (path === "") return allUiMounts(call);
  if (call.token === undefined) throw noToken();
  const asked = path.endsWith("/") ? path : `${path}/`;
  const mount = mountOf(call.mounts(), asked);
  if (mount === undefined || !reachesInto(policies, mount.path)) {
    const why = `preflight capability check returned 403, please ensure client's policies grant access to path ${JSON.stringify(asked)}`;
    throw new Refusal(403, [why]);
  }
  return ok({ ...mountFields(mount), path: mount.path });
}

function cluster(call: Call): { readonly cluster_name: string; readonly cluster_id: string } {
  const hex = toHex(call.rows.sealing.vaultId);
  return { cluster_name: `lockers-${hex.slice(0, 8)}`, cluster_id: uuid({ bytes: () => call.rows.sealing.vaultId }) };
}

const UNAUTHENTICATED: Readonly<Record<string, Handler>> = {
  health: (call) =>
    bare({
      initialized: true,
      sealed: false,
      standby: false,
      replication_performance_mode: "disabled",
      replication_dr_mode: "disabled",
      server_time_utc: Math.trunc(call.now / 1000),
      version: VERSION,
      ...cluster(call),
    }),
  "seal-status": (call) =>
    bare({
      type: "shamir",
      initialized: true,
      sealed: false,
      t: 1,
      n: 1,
      progress: 0,
      nonce: "",
      recovery_seal: false,
      version: VERSION,
      commit_date: "",
      migration: false,
      ...cluster(call),
      storage_type: "file",
    }),
  leader: () => bare({ ha_enabled: false }),
  init: () => bare({ initialized: true }),
};

/** What below `sys/` answers without a token, or undefined where the path is none of these. */
export function openRoute(call: Call): Outcome | undefined {
  if (call.operation === "read") return ownEntry(UNAUTHENTICATED, call.path)?.(call);
  if (!Object.hasOwn(UNAUTHENTICATED, call.path)) return undefined;
  if (call.path === "init" && call.operation === "update") throw new Refusal(400, ["Vault is already initialized"]);
  throw new Refusal(405, []);
}

function bare(data: JsonObject): Outcome {
  return { status: 200, form: "bare", data };
}
