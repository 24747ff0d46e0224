import { ExpectedError } from "../errors.ts";
import type { VaultReply } from "../transport/transport.ts";
import { createVaultApi, type VaultApi, type VaultApiOptions } from "./api.ts";
import type { Call } from "./call.ts";
import type { Wrapping } from "./client.ts";
import { readCall } from "./kv-calls.ts";
import type { MountKinds } from "./mount-kinds.ts";
import { errorsOf } from "./reasons.ts";
import { objectOf } from "./replies/fields.ts";
import { parseUnwrapped, parseWrapped, parseWrappingFacts } from "./replies/wrapping.ts";
import { tokenCreateCall } from "./tokens.ts";

type Operation = "wrap" | "lookup" | "unwrap" | "rewrap";

function wrappingCall(operation: Operation, body: Readonly<Record<string, unknown>>): Call {
  const path = `sys/wrapping/${operation}`;
  return { method: "POST", path, body, action: "token", shown: path, right: "update", keys: [] };
}

function wrapped(call: Call, ttl: number): Call {
  return { ...call, wrapTtl: `${ttl}s` };
}

/** 400 in words of its own (OpenBao and Vault), 403 where the token is used for the call itself and is dead. */
function isGone(reply: VaultReply): boolean {
  return reply.status === 403 || /wrapping token (?:is not valid|could not)/u.test(errorsOf(reply.body).join("\n"));
}

/** Calls without a right of our own: with the wrapping token, or with none. */
export function createUnwrapping(options: VaultApiOptions): Pick<Wrapping, "lookup" | "unwrap"> {
  const { server } = options;
  const others = { ...options, accessor: undefined, limitedUse: true };

  function gone(): ExpectedError {
    return new ExpectedError({ code: "wrapping-refused", server, madeAt: undefined });
  }

  const lookup: Wrapping["lookup"] = async (token, callOptions) => {
    const call = wrappingCall("lookup", { token: token.reveal() });
    const api = createVaultApi({ ...others, token: undefined });
    const reply = await api.ask(call, callOptions);
    if (reply.status === 200) return parseWrappingFacts(reply.body, server);
    if (isGone(reply)) return undefined;
    throw await api.refused(reply, call, callOptions);
  };

  return {
    lookup,
    unwrap: async (token, { madeAt, ...callOptions }) => {
      const facts = await lookup(token, callOptions);
      if (facts === undefined) throw gone();
      if (madeAt?.(facts.madeAt) === false)
        throw new ExpectedError({ code: "wrapping-refused", server, madeAt: facts.madeAt });
      const call = wrappingCall("unwrap", {});
      const api = createVaultApi({ ...others, token });
      const reply = await api.ask(call, callOptions);
      if (reply.status === 200) return parseUnwrapped(reply.body, facts.madeAt, server);
      throw isGone(reply) ? gone() : await api.refused(reply, call, callOptions);
    },
  };
}

/** Wrapping with the client's own token. */
export function createWrapping(options: VaultApiOptions, api: VaultApi, mounts: MountKinds): Wrapping {
  const { server } = options;
  return {
    ...createUnwrapping(options),
    wrap: async (data, ttl, callOptions) => {
      const call = { ...wrappingCall("wrap", objectOf(data)), keys: [...data.keys()] };
      return parseWrapped(await api.must(wrapped(call, ttl), callOptions), server);
    },
    read: async (at, ttl, { version, ...callOptions }) => {
      const call = readCall(at, await mounts.kindOf(at, callOptions), version);
      return parseWrapped(await api.must(wrapped(call, ttl), callOptions), server);
    },
    createToken: async (order, ttl, callOptions) =>
      parseWrapped(await api.must(wrapped(tokenCreateCall(order), ttl), callOptions), server),
    rewrap: async (token, callOptions) => {
      const call = wrappingCall("rewrap", { token: token.reveal() });
      const reply = await api.ask(call, callOptions);
      if (reply.status === 200) return parseWrapped(reply.body, server);
      if (reply.status === 400 && isGone(reply))
        throw new ExpectedError({ code: "wrapping-refused", server, madeAt: undefined });
      throw await api.refused(reply, call, callOptions);
    },
  };
}
