import { fromBase64Url, toBase64Url, toHex } from "../crypto/bytes.ts";
import type { Random } from "../ports.ts";
import { configNote, NO_CONFIG } from "./kv2-state.ts";
import { type JsonObject, list, nullable, record, shape, text } from "./note.ts";
import { uuid } from "./outcome.ts";
import { ownEntry } from "./own-entry.ts";
import { AREA, type Rows, type WritableRows } from "./rows.ts";
import { VERSION } from "./version.ts";

/** One engine mounted in the vault. */
const mountNote = shape({
  /** Ends in a slash. */
  path: text,
  type: text,
  description: text,
  options: nullable(record(text)),
  accessor: text,
  uuid: text,
  /** Parent of its rows, base64url. */
  space: text,
  /** What `config` of a KV v2 mount sets. */
  settings: configNote,
});

export type Mount = ReturnType<typeof mountNote>;

const PLACE = { parent: AREA.control, kind: "control", name: "mounts" } as const;

/** Every mount, in the order they were made. */
export function readMounts(rows: Rows): readonly Mount[] {
  return rows.find(PLACE, list(mountNote))?.note ?? [];
}

export function writeMounts(rows: WritableRows, mounts: readonly Mount[]): void {
  rows.put(
    PLACE,
    mounts.map((mount) => ({ ...mount, settings: { ...mount.settings } })),
  );
}

export function newMount(random: Random, given: Pick<Mount, "path" | "type" | "description" | "options">): Mount {
  const accessor = `${given.type}_${toHex(random.bytes(4))}`;
  return { ...given, accessor, uuid: uuid(random), space: toBase64Url(random.bytes(16)), settings: NO_CONFIG };
}

/** What a new vault has: KV v2 at `secret/` as a dev server has it, KV v1 at `kv1/`, and what every server has. */
export function firstMounts(random: Random): readonly Mount[] {
  const mount = (path: string, type: string, description: string, options: Mount["options"] = null) =>
    newMount(random, { path, type, description, options });
  return [
    mount("secret/", "kv", "key/value secret storage", { version: "2" }),
    mount("kv1/", "kv", "key/value secret storage without versions", { version: "1" }),
    mount("cubbyhole/", "cubbyhole", "per-token private secret storage"),
    mount("sys/", "system", "system endpoints used for control, policy and debugging"),
    mount("auth/token/", "token", "token based credentials"),
  ];
}

/** The mount a path is below of, the longest where several are; undefined where there is none. */
export function mountOf(mounts: readonly Mount[], path: string): Mount | undefined {
  return mounts
    .filter((mount) => path.startsWith(mount.path) || `${path}/` === mount.path)
    .toSorted((left, right) => right.path.length - left.path.length)[0];
}

/** Whether a mount keeps versions (KV v2). */
export function isVersioned({ options }: Pick<Mount, "options">): boolean {
  return options?.["version"] === "2";
}

export function spaceOf(mount: Mount): Uint8Array {
  return fromBase64Url(mount.space) ?? new Uint8Array();
}

const CONFIG: Readonly<Record<string, JsonObject>> = {
  token: { token_type: "default-service" },
  system: { passthrough_request_headers: ["Accept"] },
};

/** A mount as `sys/mounts` and `sys/internal/ui/mounts` show it. */
export function mountFields(mount: Mount): JsonObject {
  const config = { default_lease_ttl: 0, force_no_cache: false, max_lease_ttl: 0 };
  return {
    accessor: mount.accessor,
    config: { ...config, ...ownEntry(CONFIG, mount.type) },
    ...(mount.type === "kv" ? { deprecation_status: "supported" } : {}),
    description: mount.description,
    external_entropy_access: false,
    local: mount.type === "cubbyhole",
    options: mount.options,
    plugin_version: "",
    running_plugin_version: `v${VERSION}`,
    running_sha256: "",
    seal_wrap: mount.type === "system",
    type: mount.type,
    uuid: mount.uuid,
  };
}
