import type { Call } from "./call.ts";
import { integer, objectOf } from "./inputs.ts";
import { folderOf } from "./kv1.ts";
import { byCodePoint, listFolder } from "./folders.ts";
import { config } from "./kv2-config.ts";
import { type Kv2Call, patchData, readData, readSubkeys, removeLatest, writeData } from "./kv2-data.ts";
import { metadata } from "./kv2-metadata.ts";
import { type Mount, spaceOf } from "./mounts.ts";
import { destroyVersions, hideVersions, unhideVersions } from "./kv2-versions.ts";
import { ownEntry } from "./own-entry.ts";
import { EMPTY, NOT_FOUND, ok, type Outcome, unsupported } from "./outcome.ts";

const ROOTS = ["data", "metadata", "delete", "undelete", "destroy", "subkeys", "detailed-metadata"];

type Handler = (call: Kv2Call) => Outcome;

const HANDLERS: Readonly<Record<string, Partial<Record<Call["operation"], Handler>>>> = {
  data: { read: readData, update: writeData, patch: patchData, delete: removeLatest },
  delete: { update: hideVersions },
  undelete: { update: unhideVersions },
  destroy: { update: destroyVersions },
  subkeys: { read: readSubkeys },
  metadata: { read: metadata, update: metadata, patch: metadata, delete: metadata },
};

/** A KV version 2 mount (Vault's "KV secrets engine, version 2" HTTP API). */
export function kv2(call: Call, mount: Mount): Outcome {
  if (call.path === "config") return config(call, mount);
  const [, root = "", slash, path = ""] = /^([^/]*)(\/?)(.*)$/s.exec(call.path) ?? [];
  if (!ROOTS.includes(root)) return wrongPath(call);
  if (call.operation === "list" && root === "metadata") return listPage({ ...call, path }, spaceOf(mount));
  if (call.operation === "list") throw unsupported();
  return slash === "" ? notAtRoot() : atPath({ ...call, path }, root, mount);
}

/** What the servers refuse of a write to data/PATH before they look at rights, while they look whether the secret exists. */
export function checkWrite({ operation, path, body }: Call): void {
  if (operation !== "update" || !path.startsWith("data/")) return;
  objectOf(body, "data");
  objectOf(body, "options");
}

function atPath(call: Call, root: string, mount: Mount): Outcome {
  const { path } = call;
  const handler = ownEntry(HANDLERS, root)?.[call.operation];
  if (handler === undefined) throw unsupported();
  if (path === "") return atNothing(call, root);
  return handler({
    ...call,
    path: path.replace(/\/$/, ""),
    slashed: path.endsWith("/"),
    space: spaceOf(mount),
    config: mount.settings,
  });
}

/** What is asked with is looked at before it is seen that nothing was asked for. */
function atNothing(call: Call, root: string): Outcome {
  if (root === "data" || root === "subkeys") integer(call.query, "version", "Field validation failed: ");
  if (root === "subkeys") integer(call.query, "depth", "Field validation failed: ");
  return call.operation === "delete" ? EMPTY : NOT_FOUND;
}

function notAtRoot(): Outcome {
  const warnings = ["Non-listing operations on the root of a K/V v2 mount are not supported."];
  return { status: 404, form: "envelope", data: null, warnings };
}

const VERBS: Readonly<Record<Call["operation"], string>> = {
  read: "get",
  list: "list",
  update: "put",
  patch: "patch",
  delete: "delete",
};

function wrongPath(call: Call): Outcome {
  const warning =
    "Invalid path for a versioned K/V secrets engine. See the API docs for the appropriate API endpoints to use. " +
    `If using the OpenBao CLI, use 'bao kv ${VERBS[call.operation]}' for this operation.`;
  return { status: 404, form: "envelope", data: null, warnings: [warning] };
}

/** LIST metadata/PATH[?after=NAME&limit=N] */
function listPage(call: Call, space: Uint8Array): Outcome {
  const limit = integer(call.query, "limit", "Field validation failed: ") ?? 0;
  const after = call.query["after"] ?? "";
  const names = listFolder(call.rows, space, folderOf(call.path));
  const rest = after === "" ? names : names.filter((name) => byCodePoint(name, after) > 0);
  const keys = limit > 0 ? rest.slice(0, limit) : rest;
  return keys.length === 0 ? NOT_FOUND : ok({ keys });
}
