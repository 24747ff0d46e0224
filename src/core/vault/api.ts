import type { AuditEvent, AuditPort } from "../audit/audit.ts";
import { ExpectedError, type Problem } from "../errors.ts";
import type { Clock } from "../ports.ts";
import type { Secret } from "../secrets/secret.ts";
import type { Transport, VaultReply } from "../transport/transport.ts";
import { problemOf } from "./answers.ts";
import type { Call } from "./call.ts";
import type { CallOptions } from "./client.ts";
import { createNodeVault, type NodeVault, type PerCall } from "./node-vault.ts";
import { reasonsOf } from "./reasons.ts";
import { hintOf } from "./refusal.ts";
import { isDead, replacing, type Ask, type Holder, type ReplaceToken } from "./replaced-token.ts";

/** What a client of one server is made of. */
export interface VaultApiOptions {
  /** The profile's name, for errors and the access log. */
  readonly server: string;
  readonly transport: Transport;
  /** Undefined: requests that need none, as logins. */
  readonly token: Secret | undefined;
  readonly namespace?: string | undefined;
  /** Gets one event for each call. What it throws replaces no result: its `failed` hears it. */
  readonly audit: AuditPort;
  readonly clock: Clock;
  /** The token has a limited number of uses: nothing is asked besides what the caller asked. */
  readonly limitedUse?: boolean;
  /** Accessor of the token, for the access log. */
  readonly accessor?: string | undefined;
  /**
   * Gives another token in the place of one the server no longer takes, or undefined. Asked at most once for a call: a
   * call that was refused for its token was not executed, so it is sent again with the new one.
   */
  readonly replaceToken?: ReplaceToken;
}

/** Calls of Vault's API by path, with the errors of our list. */
export interface VaultApi {
  readonly server: string;
  readonly limitedUse: boolean;
  /** Any answer of a Vault server. Throws where none came. */
  ask(call: Call, options: CallOptions): Promise<VaultReply>;
  /** The body of a success. Throws `refused`'s error for anything else. */
  must(call: Call, options: CallOptions): Promise<unknown>;
  /** The error an answer stands for; a 403 may cost one look-up of the own token where its uses are unlimited. */
  refused(reply: VaultReply, call: Call, options: CallOptions): Promise<ExpectedError>;
}

function isSuccess(reply: VaultReply): boolean {
  return reply.status >= 200 && reply.status < 300;
}

/** How each method is asked of node-vault. It rejects for every status but 200 and 204; the answer itself is kept by `send`. */
const COMPOSE: Readonly<
  Record<Call["method"], (vault: NodeVault, path: string, call: Call, perCall: PerCall) => Promise<unknown>>
> = {
  GET: (vault, path, _call, perCall) => vault.read(path, perCall),
  LIST: (vault, path, _call, perCall) => vault.list(path, perCall),
  POST: (vault, path, call, perCall) => vault.write(path, call.body ?? {}, perCall),
  PATCH: (vault, path, call, perCall) => vault.update(path, call.body ?? {}, perCall),
  DELETE: (vault, path, _call, perCall) => vault.delete(path, perCall),
};

function pathOf(call: Call): string {
  const query = new URLSearchParams(call.query).toString();
  return query === "" ? call.path : `${call.path}?${query}`;
}

/** Sends a call the way node-vault composes it. */
function sender(options: VaultApiOptions, held: Holder, vault: () => Promise<NodeVault>): Ask {
  return async (call, { signal, audit }) => {
    let reply: VaultReply | undefined;
    const send: PerCall["send"] = async (composed) => {
      reply = await options.transport.send(
        {
          ...composed,
          token: held.token,
          namespace: options.namespace,
          audit: call.keys === undefined ? audit : { keys: call.keys, ...audit },
          limitedUse: options.limitedUse ?? false,
          wrapTtl: call.wrapTtl,
        },
        signal,
      );
      return reply;
    };
    try {
      await COMPOSE[call.method](await vault(), pathOf(call), call, { send });
    } catch (error) {
      if (reply === undefined) throw error;
    }
    if (reply === undefined) throw new Error("node-vault sent nothing");
    return reply;
  };
}

/** Gives an error of the transport the path a person knows. */
function named(error: unknown, call: Call): unknown {
  if (!(error instanceof ExpectedError) || error.problem.code !== "outcome-unknown") return error;
  return new ExpectedError({ ...error.problem, path: call.shown }, { cause: error });
}

/** Sends, and tells the audit port of every call once, answered or not. */
function recorder(options: VaultApiOptions, held: Holder, send: Ask): Ask {
  const { server } = options;
  async function record(call: Call, { audit }: CallOptions, status: number): Promise<void> {
    try {
      await options.audit.record(eventOf(call, audit, status));
    } catch (error) {
      // The call was made and may have cost its only use: what it gave must not be lost for a line of the log.
      options.audit.failed?.(error);
    }
  }
  function eventOf(call: Call, audit: CallOptions["audit"], status: number): AuditEvent {
    const keys = audit.keys ?? call.keys;
    const { accessor } = held;
    return {
      at: options.clock.now(),
      server,
      action: call.action,
      path: call.shown,
      status,
      ...audit,
      ...(keys === undefined ? {} : { keys }),
      ...(accessor === undefined ? {} : { accessor }),
    };
  }
  return async (call, callOptions) => {
    let reply: VaultReply;
    try {
      reply = await send(call, callOptions);
    } catch (error) {
      await record(call, callOptions, 0);
      throw named(error, call);
    }
    await record(call, callOptions, reply.status);
    return reply;
  };
}

/** Tells what a 403 means: a right that is missing, or a token that lives no more. */
function denier(options: VaultApiOptions, ask: Ask) {
  const { server } = options;
  return async (reply: VaultReply, call: Call, callOptions: CallOptions): Promise<Problem> => {
    const { shown: path, right } = call;
    const policyPath = decodeURIComponent(call.path);
    const forbidden: Problem = { code: "not-allowed", server, path, right, policyPath };
    const expired: Problem = { code: "session-expired", server, ended: undefined };
    if (hintOf(reply.body) === "forbidden") return forbidden;
    if (options.token === undefined) return { code: "signed-out", server };
    if (options.limitedUse === true) return { code: "locker-refused", server };
    return (await isDead(reply, call, ask, callOptions)) ? expired : forbidden;
  };
}

/** Makes the calls of one token at one server. Nothing is connected before the first call. */
export function createVaultApi(options: VaultApiOptions): VaultApi {
  const { server } = options;
  let loaded: Promise<NodeVault> | undefined;
  const held: Holder = { token: options.token, accessor: options.accessor };
  const once = recorder(
    options,
    held,
    sender(options, held, () => (loaded ??= createNodeVault())),
  );
  const ask = options.limitedUse === true ? once : replacing(options.replaceToken, held, once);
  const denial = denier(options, once);

  const refused: VaultApi["refused"] = async (reply, call, callOptions) => {
    if (reply.status === 403) return new ExpectedError(await denial(reply, call, callOptions));
    const reasons = reasonsOf(reply.body, call.body, held.token?.reveal());
    return new ExpectedError(problemOf(reply, { server, call, reasons }));
  };

  return {
    server,
    limitedUse: options.limitedUse ?? false,
    ask,
    refused,
    must: async (call, callOptions) => {
      const reply = await ask(call, callOptions);
      if (!isSuccess(reply)) throw await refused(reply, call, callOptions);
      return reply.body;
    },
  };
}
