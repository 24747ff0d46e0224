import { isObject, numberAt, objectAt, timeAt } from "../../json-shape.ts";
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

/** `GET <mount>/metadata/<path>` of KV v2. */
export function parseHistory(body: unknown, at: SecretPath, server: string): SecretHistory {
  const data = objectAt(body, "data");
  const current = numberAt(data, "current_version");
  if (current === undefined) throw notVault(server);
  const versions = Object.entries(objectAt(data, "versions")).flatMap(
    ([name, facts]) => parseVersion(name, facts) ?? [],
  );
  const custom = Object.entries(objectAt(data, "custom_metadata"));
  return {
    at,
    current,
    versions: versions.toSorted((left, right) => right.version - left.version),
    casRequired: data["cas_required"] === true,
    customMetadata: new Map(custom.flatMap(([key, value]) => (typeof value === "string" ? [[key, value]] : []))),
  };
}
