import type { VaultReply } from "../transport/transport.ts";
import type { VaultApi } from "./api.ts";
import type { Call } from "./call.ts";
import type { TokenOperations, TokenOrder } from "./client.ts";
import { errorsOf } from "./reasons.ts";
import { parseIssuedToken, parseRenewal, parseTokenFacts } from "./replies/tokens.ts";

function tokenCall(name: string, body?: Readonly<Record<string, unknown>>): Call {
  const path = `auth/token/${name}`;
  const method = body === undefined ? "GET" : "POST";
  const rest = { action: "token", shown: path, right: body === undefined ? "read" : "update" } as const;
  return body === undefined ? { method, path, ...rest } : { method, path, body, ...rest };
}

function orderOf(order: TokenOrder): Readonly<Record<string, unknown>> {
  return {
    ttl: `${order.ttl}s`,
    num_uses: order.numUses,
    renewable: order.renewable,
    ...(order.policies === undefined ? {} : { policies: order.policies }),
    ...(order.explicitMaxTtl === undefined ? {} : { explicit_max_ttl: `${order.explicitMaxTtl}s` }),
    ...(order.displayName === undefined ? {} : { display_name: order.displayName }),
  };
}

/** The call that makes a child of the client's own token. */
export function tokenCreateCall(order: TokenOrder): Call {
  return tokenCall("create", orderOf(order));
}

/** An accessor nobody has any more: 400 `invalid accessor` (OpenBao), 403 `bad token` or 404 elsewhere. */
function isGone(reply: VaultReply): boolean {
  return reply.status === 404 || /invalid accessor|bad token/u.test(errorsOf(reply.body).join("\n"));
}

/** Asks without spending a use and without the right to anything: the handler itself looks the token up (spec 2.5.8). */
const ALIVE: Call = {
  method: "GET",
  path: "sys/internal/ui/mounts/cubbyhole",
  action: "token",
  shown: "sys/internal/ui/mounts/cubbyhole",
  right: "read",
};

/** Token operations with the client's own token. */
export function createTokenOperations(api: VaultApi): TokenOperations {
  const { server } = api;
  return {
    lookupSelf: async (options) => parseTokenFacts(await api.must(tokenCall("lookup-self"), options), server),
    renewSelf: async (increment, options) =>
      parseRenewal(await api.must(tokenCall("renew-self", { increment: `${increment}s` }), options), server),
    revokeSelf: async (options) => {
      await api.must(tokenCall("revoke-self", {}), options);
    },
    create: async (order, options) => parseIssuedToken(await api.must(tokenCreateCall(order), options), server),
    lookupAccessor: async (accessor, options) => {
      const call = tokenCall("lookup-accessor", { accessor });
      const reply = await api.ask(call, options);
      if (reply.status === 200) return parseTokenFacts(reply.body, server);
      if (isGone(reply)) return undefined;
      throw await api.refused(reply, call, options);
    },
    revokeAccessor: async (accessor, options) => {
      const call = tokenCall("revoke-accessor", { accessor });
      const reply = await api.ask(call, options);
      if (reply.status < 300 || isGone(reply)) return;
      throw await api.refused(reply, call, options);
    },
    isAlive: async (options) => {
      const reply = await api.ask(ALIVE, options);
      if (reply.status === 200) return true;
      if (reply.status === 403) return false;
      throw await api.refused(reply, ALIVE, options);
    },
  };
}
