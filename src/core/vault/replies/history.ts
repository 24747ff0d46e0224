import { isObject, numberAt, objectAt, textAt, timeAt, type JsonObject } from "../../json-shape.ts";
import type { SecretHistory, SecretPath, SecretVersion } from "../types.ts";
import { notVault } from "./not-vault.ts";

function parseVersion(name: string, facts: unknown): SecretVersion | undefined {
  const version = Number(name);
  if (!isObject(facts) || !Number.isSafeInteger(version)) return undefined;
  return {
    version,
    created: timeAt(facts, "created_time"),
    deleted: timeAt(facts, "deletion_time"),
    destroyed: facts["destroyed"] === true,
  };
}

/** `custom_metadata` beside a version or a history: texts only. */
export function parseCustom(from: JsonObject): ReadonlyMap<string, string> {
  const custom = Object.entries(objectAt(from, "custom_metadata"));
  return new Map(custom.flatMap(([key, value]) => (typeof value === "string" ? [[key, value]] : [])));
}

/** A duration as the servers write it, for example `3h25m19s`, in seconds. */
function seconds(duration: string): number {
  return [...duration.matchAll(/(?<count>\d+(?:\.\d+)?)(?<unit>[hms])(?![a-z])/gu)].reduce((sum, { groups }) => {
    const unit = { h: 3600, m: 60 }[groups?.["unit"] ?? ""] ?? 1;
    return sum + Number(groups?.["count"]) * unit;
  }, 0);
}

/** `GET <mount>/metadata/<path>` of KV v2. */
export function parseHistory(body: unknown, at: SecretPath, server: string): SecretHistory {
  const data = objectAt(body, "data");
  const current = numberAt(data, "current_version");
  if (current === undefined) throw notVault(server);
  const versions = Object.entries(objectAt(data, "versions")).flatMap(
    ([name, facts]) => parseVersion(name, facts) ?? [],
  );
  return {
    at,
    current,
    versions: versions.toSorted((left, right) => right.version - left.version),
    customMetadata: parseCustom(data),
    settings: {
      maxVersions: numberAt(data, "max_versions") ?? 0,
      casRequired: data["cas_required"] === true,
      deleteAfter: seconds(textAt(data, "delete_version_after") ?? ""),
    },
  };
}
