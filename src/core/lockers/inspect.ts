import type { Connections } from "../connections/connections.ts";
import { ExpectedError, problemCode, type Problem } from "../errors.ts";
import type { CallOptions, IssuedToken, TokenFacts, VaultClient } from "../vault/client.ts";
import type { Anchor } from "./ledger.ts";
import { notMade } from "./parent.ts";

/**
 * Throws unless the token can open its own cubbyhole and nothing else: a service token with the policy `default` alone
 * and no policies of an identity. Throws `locker-not-isolated` with the first policy too many, else `locker-not-made`.
 */
export function requireIsolated(issued: IssuedToken, hangsOn: Anchor, server: string): void {
  if (issued.type !== "service") throw notMade(server, "batch-token");
  if (issued.orphan && hangsOn !== "vault") throw notMade(server, "orphan");
  const [foreign] = [...issued.policies.filter((policy) => policy !== "default"), ...issued.identityPolicies];
  if (foreign !== undefined) throw new ExpectedError({ code: "locker-not-isolated", server, policy: foreign });
  if (issued.policies.length === 0) throw notMade(server, "no-policy");
}

/**
 * Proves, without spending a use, that the locker lives and, where the owner may look it up, that it has as many uses
 * left as it should. `left` undefined = without limit. A higher count is a standby that lags, not a fault.
 */
export async function requireAlive(
  connections: Connections,
  locker: VaultClient,
  expected: { readonly accessor: string; readonly left: number | undefined },
  options: CallOptions,
): Promise<void> {
  const { server } = locker;
  if (expected.left === 0) return; // filled to the last use: it has ended as it should
  if (!(await locker.tokens.isAlive(options))) throw notMade(server, "not-alive");
  const facts = await ownersLook(connections, server, expected.accessor, options);
  if (facts === "not-told" || expected.left === undefined) return;
  if (facts === undefined) throw notMade(server, "not-alive");
  if (facts.numUses < expected.left) throw notMade(server, "uses-differ");
}

/**
 * What the owner's token gets to know of a locker, free of cost for it: its facts, undefined where the server no longer
 * knows it, or `not-told` where the owner is signed out or may not ask.
 */
export async function ownersLook(
  connections: Connections,
  server: string,
  accessor: string,
  options: CallOptions,
): Promise<TokenFacts | undefined | "not-told"> {
  try {
    const owner = await connections.client(server, options.signal);
    return await owner.tokens.lookupAccessor(accessor, options);
  } catch (error) {
    if (NOT_TOLD.has(problemCode(error))) return "not-told";
    throw error;
  }
}

const NOT_TOLD: ReadonlySet<unknown> = new Set<Problem["code"]>([
  "not-allowed",
  "signed-out",
  "session-expired",
  "rejected",
]);
