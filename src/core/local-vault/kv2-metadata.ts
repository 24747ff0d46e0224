import { flagOf, goType, integer, objectOf, seconds } from "./inputs.ts";
import { findMeta, type Kv2Call, putMeta } from "./kv2-data.ts";
import { type Meta, metaFields, newMeta } from "./kv2-state.ts";
import type { JsonObject } from "./note.ts";
import { EMPTY, listed, NOT_FOUND, ok, type Outcome, Refusal, unsupported } from "./outcome.ts";
import { removeEntry } from "./secrets.ts";

/** GET, POST, PATCH and DELETE of metadata/PATH. */
export function metadata(call: Kv2Call): Outcome {
  const found = findMeta(call);
  switch (call.operation) {
    case "read":
      return found ? ok(metaFields(found.content)) : NOT_FOUND;
    case "update":
      return update(call, found);
    case "patch":
      if (found === undefined) return { status: 404, form: "empty" };
      putMeta(call, found, patched(call, found.content));
      return EMPTY;
    case "delete":
      removeEntry(call.rows, call.space, call.path);
      return EMPTY;
    case "list":
    default:
      throw unsupported();
  }
}

/** A secret that is not there is not made by a request that sets nothing. */
function update(call: Kv2Call, found: ReturnType<typeof findMeta>): Outcome {
  const after = replaced(call, found?.content ?? newMeta(call.now));
  if (found !== undefined || after.edition > 0) putMeta(call, found, after);
  return EMPTY;
}

const FIELDS = ["max_versions", "cas_required", "delete_version_after", "custom_metadata"];

function settings(call: Kv2Call, before: Meta): Meta {
  const maxVersions = integer(call.body, "max_versions");
  return {
    ...before,
    maxVersions: maxVersions === undefined ? before.maxVersions : maxVersions >>> 0,
    casRequired: flagOf(call.body, "cas_required") ?? before.casRequired,
    deleteAfter: seconds(call.body, "delete_version_after") ?? before.deleteAfter,
  };
}

function replaced(call: Kv2Call, before: Meta): Meta {
  const custom = objectOf(call.body, "custom_metadata");
  const after = settings(call, before);
  return edited(call, custom === undefined ? after : { ...after, custom: checked(texts(custom)) });
}

function patched(call: Kv2Call, before: Meta): Meta {
  const changes = objectOf(call.body, "custom_metadata");
  const after = settings(call, before);
  // The servers take a zero here for "not given": a PATCH cannot take the limit away.
  const deleteAfter = after.deleteAfter === 0 ? before.deleteAfter : after.deleteAfter;
  if (changes === undefined) return edited(call, { ...after, deleteAfter });
  const removed = new Set(Object.keys(changes).filter((key) => changes[key] === null));
  const kept = Object.entries(before.custom ?? {}).filter(([key]) => !removed.has(key));
  const added = Object.entries(changes).filter(([key]) => !removed.has(key));
  const custom = checked({ ...Object.fromEntries(kept), ...texts(Object.fromEntries(added)) });
  return edited(call, { ...after, deleteAfter, custom });
}

function edited(call: Kv2Call, meta: Meta): Meta {
  const changed = FIELDS.some((field) => Object.hasOwn(call.body, field));
  return changed ? { ...meta, edition: meta.edition + 1, updated: call.now } : meta;
}

function texts(given: JsonObject): Readonly<Record<string, string>> {
  const entries = Object.entries(given).map(([key, value]) => {
    if (typeof value === "string") return [key, value] as const;
    if (value === null) return [key, ""] as const;
    if (typeof value === "number" || typeof value === "boolean") return [key, goText(value)] as const;
    throw new Refusal(400, [
      `custom_metadata validation failed: '' expected type 'string', got unconvertible type '${goType(value)}'`,
    ]);
  });
  return Object.fromEntries(entries);
}

function goText(value: number | boolean): string {
  return typeof value === "boolean" ? (value ? "1" : "0") : String(value);
}

function refuse(why: string): Refusal {
  return new Refusal(400, listed(`custom_metadata validation failed: ${why}`));
}

function checked(custom: Readonly<Record<string, string>>): Meta["custom"] {
  const entries = Object.entries(custom);
  if (entries.length > 64) throw refuse(`payload must contain at most 64 keys, provided ${entries.length}`);
  for (const [key, value] of entries) {
    if (key.length === 0 || key.length > 128) {
      throw refuse(`length of key ${JSON.stringify(key)} is ${key.length} but must be 0 < len(key) <= 128`);
    }
    if (value.length === 0 || value.length > 512) {
      throw refuse(
        `length of value for key ${JSON.stringify(key)} is ${value.length} but must be 0 < len(value) <= 512`,
      );
    }
  }
  return entries.length === 0 ? null : custom;
}
