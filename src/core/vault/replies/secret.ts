import { isObject, numberAt, objectAt, timeAt } from "../../json-shape.ts";
import type { SecretObject, SecretPath } from "../types.ts";
import { parseFields } from "./fields.ts";
import { parseCustom } from "./history.ts";
import { notVault } from "./not-vault.ts";

/** `GET` of KV v1 and cubbyhole: the keys stand under `data`. */
export function parsePlainSecret(body: unknown, at: SecretPath, server: string): SecretObject {
  if (!isObject(body) || !isObject(body["data"])) throw notVault(server);
  return { at, fields: parseFields(body["data"]), version: undefined, created: undefined };
}

/** `GET` of KV v2: `data.data` and `data.metadata`. A version that stores null has no keys. */
export function parseVersionedSecret(body: unknown, at: SecretPath, server: string): SecretObject {
  const data = objectAt(body, "data");
  const metadata = objectAt(data, "metadata");
  const version = numberAt(metadata, "version");
  if (version === undefined) throw notVault(server);
  const custom = parseCustom(metadata);
  return {
    at,
    fields: parseFields(objectAt(data, "data")),
    version,
    created: timeAt(metadata, "created_time"),
    expires: timeAt(metadata, "deletion_time"),
    ...(custom.size === 0 ? {} : { customMetadata: custom }),
  };
}

/** What the 404 of KV v2 says of a version that was deleted or destroyed; undefined where there is no secret at all. */
export function parseGoneVersion(
  body: unknown,
): { readonly version: number; readonly state: "deleted" | "destroyed" } | undefined {
  const metadata = objectAt(objectAt(body, "data"), "metadata");
  const version = numberAt(metadata, "version");
  if (version === undefined) return undefined;
  return { version, state: metadata["destroyed"] === true ? "destroyed" : "deleted" };
}

/** The version a write of KV v2 made. */
export function parseWritten(body: unknown, server: string): { readonly version: number } {
  const version = numberAt(objectAt(body, "data"), "version");
  if (version === undefined) throw notVault(server);
  return { version };
}
