import { isObject, objectAt, textAt } from "../../json-shape.ts";
import type { OfferedSignIn } from "../types.ts";
import { notVault } from "./not-vault.ts";

const KINDS: ReadonlyMap<string, OfferedSignIn["kind"]> = new Map([
  ["userpass", "userpass"],
  ["ldap", "ldap"],
  ["approle", "approle"],
  ["jwt", "jwt"],
  ["oidc", "jwt"],
]);

/** `GET sys/internal/ui/mounts` without a token: the ways to sign in that the server shows to everybody, by name. */
export function parseOffered(body: unknown, server: string): readonly OfferedSignIn[] {
  if (!isObject(body) || !isObject(body["data"])) throw notVault(server);
  return Object.entries(objectAt(body["data"], "auth"))
    .flatMap(([path, facts]): OfferedSignIn[] => {
      const type = isObject(facts) ? textAt(facts, "type") : undefined;
      if (!isObject(facts) || type === undefined || type === "token") return [];
      const mount = path.replace(/\/+$/u, "");
      return [{ kind: KINDS.get(type) ?? "other", mount, type, description: textAt(facts, "description") ?? "" }];
    })
    .toSorted((left, right) => (left.mount < right.mount ? -1 : 1));
}
