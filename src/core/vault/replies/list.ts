import { isObject, objectAt } from "../../json-shape.ts";
import type { Entry } from "../types.ts";
import { notVault } from "./not-vault.ts";

/** `LIST`: names in the server's order; a slash at the end marks a folder. */
export function parseList(body: unknown, server: string): readonly Entry[] {
  const keys = isObject(body) ? objectAt(body, "data")["keys"] : undefined;
  if (!Array.isArray(keys)) throw notVault(server);
  return keys.map((key): Entry => {
    if (typeof key !== "string") throw notVault(server);
    return key.endsWith("/") ? { name: key.slice(0, -1), kind: "folder" } : { name: key, kind: "secret" };
  });
}
