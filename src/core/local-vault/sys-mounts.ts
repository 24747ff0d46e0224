import type { Call } from "./call.ts";
import { objectOf, textOf } from "./inputs.ts";
import { type Mount, mountFields, newMount, readMounts, spaceOf, writeMounts } from "./mounts.ts";
import { EMPTY, ok, type Outcome, Refusal, unsupported } from "./outcome.ts";

const FIXED = ["sys/", "cubbyhole/", "auth/", "identity/"];

/** GET, POST and DELETE of sys/mounts, sys/mounts/PATH and sys/mounts/PATH/tune, for KV engines. */
export function sysMounts(call: Call): Outcome {
  const rest = call.path.replace(/^mounts\/?/, "");
  if (rest === "") return call.operation === "read" ? all(call) : refuseOperation();
  const tuned = /^(.+)\/tune$/.exec(rest)?.[1];
  const path = `${(tuned ?? rest).replace(/\/$/, "")}/`;
  if (tuned !== undefined) return tune(call, path);
  return one(call, path);
}

function one(call: Call, path: string): Outcome {
  switch (call.operation) {
    case "read":
      return ok(mountFields(existing(call, path)), { doubled: true });
    case "update":
      return enable(call, path);
    case "delete":
      return disable(call, path);
    case "list":
    case "patch":
    default:
      return refuseOperation();
  }
}

function refuseOperation(): never {
  throw unsupported();
}

function secretMounts(call: Call): readonly Mount[] {
  return readMounts(call.rows).filter(({ path }) => !path.startsWith("auth/"));
}

function all(call: Call): Outcome {
  const entries = secretMounts(call).map((mount) => [mount.path, mountFields(mount)] as const);
  return ok(Object.fromEntries(entries), { doubled: true });
}

function existing(call: Call, path: string): Mount {
  const found = secretMounts(call).find((mount) => mount.path === path);
  if (found === undefined) throw new Refusal(400, [`No secret engine mount at ${path}`]);
  return found;
}

function enable(call: Call, path: string): Outcome {
  const type = textOf(call.body, "type") ?? "";
  if (type === "") throw new Refusal(400, ["backend type must be specified as a string"]);
  if (FIXED.some((fixed) => path.startsWith(fixed))) throw new Refusal(400, [`cannot mount "${path}"`]);
  const mounts = readMounts(call.rows);
  const other = mounts.find((mount) => mount.path.startsWith(path) || path.startsWith(mount.path));
  if (other) throw new Refusal(400, [`path is already in use at ${other.path}`]);
  if (!["kv", "kv-v1", "kv-v2"].includes(type)) throw new Refusal(400, [`plugin not found in the catalog: ${type}`]);
  const options = { ...optionsOf(call), ...(type === "kv-v2" ? { version: "2" } : {}) };
  if (!["", "1", "2"].includes(options.version ?? "")) {
    throw new Refusal(400, ['nil backend of type "kv" returned from factory']);
  }
  const description = textOf(call.body, "description") ?? "";
  const mount = newMount(call.rows.sealing.random, { path, type: "kv", description, options });
  writeMounts(call.rows, [...mounts, mount]);
  return EMPTY;
}

function optionsOf(call: Call): { readonly version?: string } {
  const version = textOf(objectOf(call.body, "options") ?? {}, "version");
  return version === undefined ? {} : { version };
}

function disable(call: Call, path: string): Outcome {
  if (FIXED.includes(path)) throw new Refusal(400, [`cannot unmount "${path}"`]);
  const mounts = readMounts(call.rows);
  const gone = mounts.find((mount) => mount.path === path && !path.startsWith("auth/"));
  if (gone === undefined) return EMPTY;
  call.rows.clear(spaceOf(gone));
  writeMounts(
    call.rows,
    mounts.filter((mount) => mount !== gone),
  );
  return EMPTY;
}

function tune(call: Call, path: string): Outcome {
  const mount = secretMounts(call).find((other) => other.path === path);
  if (mount === undefined) throw new Refusal(400, [noTune(call, path)]);
  if (call.operation === "read") {
    const { description, options } = mount;
    const times = { default_lease_ttl: 2_764_800, max_lease_ttl: 2_764_800 };
    return ok({ ...times, force_no_cache: false, options, description }, { doubled: true });
  }
  if (call.operation !== "update") throw unsupported();
  const changed = { ...mount, description: textOf(call.body, "description") ?? mount.description };
  writeMounts(
    call.rows,
    readMounts(call.rows).map((other) => (other.path === path ? changed : other)),
  );
  return EMPTY;
}

function noTune({ operation }: Call, path: string): string {
  return operation === "read"
    ? `cannot fetch sysview for path ${JSON.stringify(path)}`
    : `tune of path ${JSON.stringify(path)} failed: no mount entry found`;
}
