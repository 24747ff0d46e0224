import { isObject, numberAt, objectAt, textAt, textsAt } from "../../json-shape.ts";
import { Secret } from "../../secrets/secret.ts";
import type { IssuedToken, TokenFacts } from "../client.ts";
import { notVault } from "./not-vault.ts";

/** The `auth` block of logins and `auth/token/create`. */
export function parseIssuedToken(body: unknown, server: string): IssuedToken {
  const auth = objectAt(body, "auth");
  const token = textAt(auth, "client_token");
  if (token === undefined || token === "") throw notVault(server);
  const type = textAt(auth, "token_type");
  return {
    token: Secret.of(token),
    accessor: textAt(auth, "accessor") ?? "",
    ttl: numberAt(auth, "lease_duration") ?? 0,
    renewable: auth["renewable"] === true,
    policies: textsAt(auth, "policies"),
    identityPolicies: textsAt(auth, "identity_policies"),
    orphan: auth["orphan"] === true,
    type: type === "service" || type === "batch" ? type : "other",
    numUses: numberAt(auth, "num_uses") ?? 0,
  };
}

/** `lookup-self` and `lookup-accessor`. */
export function parseTokenFacts(body: unknown, server: string): TokenFacts {
  if (!isObject(body) || !isObject(body["data"])) throw notVault(server);
  const data = body["data"];
  const entity = textAt(data, "entity_id");
  return {
    accessor: textAt(data, "accessor") ?? "",
    displayName: textAt(data, "display_name") ?? "",
    policies: textsAt(data, "policies"),
    identityPolicies: textsAt(data, "identity_policies"),
    ttl: numberAt(data, "ttl") ?? 0,
    numUses: numberAt(data, "num_uses") ?? 0,
    renewable: data["renewable"] === true,
    entity: entity === "" ? undefined : entity,
    type: textAt(data, "type") ?? "",
    path: textAt(data, "path") ?? "",
  };
}

/** Seconds a renewal gave. */
export function parseRenewal(body: unknown, server: string): { readonly ttl: number } {
  const ttl = numberAt(objectAt(body, "auth"), "lease_duration");
  if (ttl === undefined) throw notVault(server);
  return { ttl };
}
