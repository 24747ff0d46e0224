import { isObject, objectAt, textAt, type JsonObject } from "../../json-shape.ts";
import type { Mount } from "../types.ts";
import { notVault } from "./not-vault.ts";

function trimmed(path: string): string {
  return path.replace(/\/+$/u, "");
}

function kindOf(mount: JsonObject): Mount["kind"] | undefined {
  switch (textAt(mount, "type") ?? "") {
    case "kv":
      return textAt(objectAt(mount, "options"), "version") === "2" ? "kv-2" : "kv-1";
    // The name KV v1 had before Vault 0.8.
    case "generic":
      return "kv-1";
    case "cubbyhole":
      return "cubbyhole";
    default:
      return undefined;
  }
}

function mountOf(path: string, facts: JsonObject): Mount | undefined {
  const kind = kindOf(facts);
  return kind && { mount: trimmed(path), kind, description: textAt(facts, "description") ?? "" };
}

/** `GET sys/internal/ui/mounts`: the engines that hold secrets, by name; other engines are left out. */
export function parseMounts(body: unknown, server: string): readonly Mount[] {
  if (!isObject(body) || !isObject(body["data"])) throw notVault(server);
  return Object.entries(objectAt(body["data"], "secret"))
    .flatMap(([path, facts]) => (isObject(facts) ? (mountOf(path, facts) ?? []) : []))
    .toSorted((left, right) => (left.mount < right.mount ? -1 : 1));
}

/** `GET sys/internal/ui/mounts/<path>`: the mount the path is in, or undefined where it holds no secrets of ours. */
export function parseMount(body: unknown, server: string): Mount | undefined {
  const data = objectAt(body, "data");
  const path = textAt(data, "path");
  if (path === undefined) throw notVault(server);
  return mountOf(path, data);
}
