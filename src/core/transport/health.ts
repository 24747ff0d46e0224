import { isObject, textAt } from "../json-shape.ts";
import type { Exchange } from "./exchange.ts";
import { vaultReplyOf } from "./http-message.ts";

const LIMIT_MS = 3000;

/** What `sys/health` says of one node. */
export interface Health {
  readonly active: boolean;
  readonly cluster: string | undefined;
}

/** Reads the body, not the status: the codes differ between releases and can be changed by the query. */
function parseHealth(body: unknown): Health | undefined {
  if (!isObject(body) || typeof body["initialized"] !== "boolean") return undefined;
  // The replica of a whole cluster (Vault Enterprise) has a leader of its own, which serves nobody's secrets.
  const replica = textAt(body, "replication_dr_mode") === "secondary";
  const active = body["initialized"] && body["sealed"] === false && body["standby"] === false && !replica;
  return { active, cluster: textAt(body, "cluster_id") };
}

/** Asks one node, without a token, for at most 3 s. Undefined where it does not answer as a Vault server. */
export async function askHealth(address: string, exchange: Exchange): Promise<Health | undefined> {
  const target = "/v1/sys/health?standbyok=true&perfstandbyok=true";
  const headers = { Accept: "application/json", "X-Vault-Request": "true" };
  try {
    const request = { method: "GET", address, target, headers, body: undefined } as const;
    return parseHealth(vaultReplyOf(await exchange(request, AbortSignal.timeout(LIMIT_MS)))?.body);
  } catch {
    // A node that does not answer is not preferred; a request that needs it will say why.
    return undefined;
  }
}
