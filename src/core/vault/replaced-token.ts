import type { Secret } from "../secrets/secret.ts";
import type { VaultReply } from "../transport/transport.ts";
import type { Call } from "./call.ts";
import type { CallOptions } from "./client.ts";
import { hintOf } from "./refusal.ts";

/** Sends a call, whatever its answer. */
export type Ask = (call: Call, options: CallOptions) => Promise<VaultReply>;

/** A token and its accessor. */
export interface OwnToken {
  readonly token: Secret;
  readonly accessor: string;
}

/** The token in use; it can be replaced while a client lives. */
export interface Holder {
  token: Secret | undefined;
  accessor: string | undefined;
}

/** Gives another token in the place of one the server no longer takes, or undefined. */
export type ReplaceToken = (dead: Secret, options: CallOptions) => Promise<OwnToken | undefined>;

const LOOKUP: Call = {
  method: "GET",
  path: "auth/token/lookup-self",
  action: "token",
  shown: "auth/token/lookup-self",
  right: "read",
};

/** True where a look-up says that the token of a refused call lives no more. */
export async function isDead(reply: VaultReply, call: Call, ask: Ask, options: CallOptions): Promise<boolean> {
  if (hintOf(reply.body) === "forbidden") return false;
  const own = call.path === LOOKUP.path ? reply : await ask(LOOKUP, options);
  return own.status === 403 && hintOf(own.body) !== "forbidden";
}

/** Sends a call once more, with another token, where the server no longer takes the one it had. */
export function replacing(replaceToken: ReplaceToken | undefined, held: Holder, ask: Ask): Ask {
  if (replaceToken === undefined) return ask;
  let inVain = false;
  return async (call, callOptions) => {
    const sent = held.token;
    const reply = await ask(call, callOptions);
    if (reply.status !== 403 || sent === undefined || inVain) return reply;
    if (!(await isDead(reply, call, ask, callOptions))) return reply;
    const next = await replaceToken(sent, callOptions);
    if (next === undefined) return reply;
    Object.assign(held, next);
    const again = await ask(call, callOptions);
    // A new token that is refused as well says that buying more of them is no use.
    inVain = again.status === 403 && hintOf(again.body) !== "forbidden";
    return again;
  };
}
