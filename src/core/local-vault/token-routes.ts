import type { Call } from "./call.ts";
import { formatShortDuration, parseDuration } from "./durations.ts";
import { textOf } from "./inputs.ts";
import { time } from "./kv2-state.ts";
import type { JsonObject } from "./note.ts";
import { EMPTY, listed, NOT_FOUND, noToken, ok, type Outcome, Refusal, unsupported } from "./outcome.ts";
import { ownEntry } from "./own-entry.ts";
import { authFields, createToken, MAX_TTL } from "./token-create.ts";
import { changeToken, endToken, findByAccessor, findToken, orphanChildren, type Token, tokenKey } from "./tokens.ts";

type Handler = (call: Call, caller: Token) => Outcome;

const UPDATES: Readonly<Record<string, Handler>> = {
  create: (call, caller) => createToken(call, caller, false),
  "create-orphan": (call, caller) => createToken(call, caller, true),
  lookup,
  "lookup-self": (call, caller) => ok(fields(caller, call.now)),
  "lookup-accessor": (call) => ok(fields(byAccessor(call), call.now)),
  renew: (call) => renew(call, required(call) ?? lost()),
  "renew-self": (call, caller) => renew(call, caller.note.numUses === -1 ? lost() : caller),
  "renew-accessor": (call) => {
    const token = byAccessor(call);
    if (!isRenewable(token) || token.note.numUses === -1) throw new Refusal(400, listed("invalid request"));
    return renew(call, token);
  },
  revoke: (call) => {
    const token = required(call);
    if (token) end(call, token);
    return EMPTY;
  },
  "revoke-self": (call, caller) => {
    end(call, caller);
    return EMPTY;
  },
  "revoke-accessor": revokeAccessor,
  "revoke-orphan": (call) => {
    const token = required(call);
    if (token === undefined) throw new Refusal(400, ["token to revoke not found"]);
    orphanChildren(call.rows, token.key);
    end(call, token);
    return EMPTY;
  },
};

const READS: Readonly<Record<string, Handler>> = {
  lookup: (call, caller) => lookup({ ...call, body: call.query }, caller),
  "lookup-self": (call, caller) => ok(fields(caller, call.now)),
};

/** What lies below `auth/token/` (Vault's "Token auth method" HTTP API). */
export function tokenRoutes(call: Call): Outcome {
  if (call.token === undefined) throw noToken();
  const roles = /^(?:create\/(.+)|roles\/?)$/.exec(call.path);
  if (roles) return noRoles(call, roles[1]);
  const handlers = call.operation === "update" ? UPDATES : call.operation === "read" ? READS : {};
  if (call.operation === "update" && call.path.startsWith("renew")) incrementOf(call);
  const handler = ownEntry<Handler>(handlers, call.path);
  if (handler) return handler(call, call.token);
  if (Object.hasOwn(UPDATES, call.path)) throw unsupported();
  throw new Refusal(404, listed("unsupported path"));
}

/** The local vault has no roles for tokens. */
function noRoles(call: Call, role: string | undefined): Outcome {
  if (role !== undefined) throw new Refusal(400, [`unknown role ${role}`]);
  if (call.operation === "list") return NOT_FOUND;
  throw unsupported();
}

function end(call: Call, token: Token): void {
  if (token.owner) throw new Refusal(400, ["the owner's token of a local vault ends with the process that has it"]);
  endToken(call.rows, token.key);
}

function lost(): never {
  throw new Refusal(400, ["token not found"]);
}

/** The living token a body names; the caller's own where that is it. */
function named(call: Call): Token | undefined {
  const id = textOf(call.body, "token") ?? "";
  const key = tokenKey(call.rows.sealing, id);
  const token = call.token?.key === key ? call.token : findToken(call.rows, key, id);
  return token && isLive(token, call.now) ? token : undefined;
}

function required(call: Call): Token | undefined {
  if (!textOf(call.body, "token")) throw new Refusal(400, ["missing token ID"]);
  const token = named(call);
  // A token at its last use is found by looking only.
  return token?.note.numUses === -1 ? undefined : token;
}

function byAccessor(call: Call): Token {
  const accessor = textOf(call.body, "accessor") ?? "";
  if (accessor === "") throw new Refusal(400, listed("missing accessor"));
  const own = call.token?.note.accessor === accessor ? call.token : undefined;
  const token = own ?? findByAccessor(call.rows, accessor);
  if (token === undefined || !isLive(token, call.now)) throw new Refusal(400, listed("invalid accessor"));
  return { ...token, id: "" };
}

/** False once its time is over, whether or not it has left the file. */
export function isLive(token: Token, now: number): boolean {
  return token.note.expires === null || token.note.expires > now;
}

function lookup(call: Call, caller: Token): Outcome {
  const id = textOf(call.body, "token") ?? "";
  const token = id === "" ? caller : named(call);
  if (token === undefined) throw new Refusal(403, ["bad token"]);
  return ok(fields(token, call.now));
}

function fields({ note, id }: Token, now: number): JsonObject {
  return {
    accessor: note.accessor,
    creation_time: Math.trunc(note.created / 1000),
    creation_ttl: note.creationTtl,
    display_name: note.displayName,
    entity_id: "",
    expire_time: note.expires === null ? null : time(note.expires),
    explicit_max_ttl: note.explicitMaxTtl,
    id,
    issue_time: time(note.created),
    ...(note.renewed === null
      ? {}
      : { last_renewal: time(note.renewed), last_renewal_time: Math.trunc(note.renewed / 1000) }),
    meta: note.meta,
    num_uses: note.numUses,
    orphan: note.orphan,
    path: note.path,
    ...(note.period > 0 ? { period: note.period } : {}),
    policies: note.policies,
    renewable: note.renewable,
    ttl: note.expires === null ? 0 : Math.max(0, Math.trunc((note.expires - now) / 1000)),
    type: "service",
  };
}

function isRenewable({ note }: Token): boolean {
  return note.renewable && note.expires !== null;
}

function renew(call: Call, token: Token): Outcome {
  if (!isRenewable(token)) throw new Refusal(400, ["lease is not renewable"]);
  const { ttl, warnings } = renewed(token, incrementOf(call), call.now);
  const note = { ...token.note, ttl, renewed: call.now, expires: call.now + ttl * 1000 };
  changeToken(call.rows, token, note);
  return ok(null, { auth: authFields(note, token.id), ...(warnings.length > 0 ? { warnings } : {}) });
}

/** Throws where it is no duration: the servers look at it before they look for the token. */
function incrementOf(call: Call): number {
  const increment = parseDuration(call.body["increment"]);
  if (typeof increment === "number") return Math.trunc(increment);
  const why = `error converting input for field "increment": ${increment.bad}`;
  throw new Refusal(400, [`Field validation failed: ${why}`]);
}

function renewed({ note }: Token, increment: number, now: number): { ttl: number; warnings: readonly string[] } {
  const wished = note.period > 0 ? note.period : increment > 0 ? increment : note.ttl;
  const most = note.explicitMaxTtl > 0 ? Math.min(MAX_TTL, note.explicitMaxTtl) : MAX_TTL;
  // Both times in whole seconds, as the servers have them here.
  const passed = Math.trunc(now / 1000) - Math.trunc(note.created / 1000);
  const left = note.period > 0 && note.explicitMaxTtl === 0 ? Infinity : most - passed;
  if (wished <= left) return { ttl: wished, warnings: [] };
  const warning = `TTL of "${formatShortDuration(wished)}" exceeded the effective max_ttl of "${formatShortDuration(left)}"; TTL value is capped accordingly`;
  return { ttl: left, warnings: [warning] };
}

function revokeAccessor(call: Call): Outcome {
  const accessor = textOf(call.body, "accessor") ?? "";
  if (accessor === "") throw new Refusal(400, listed("missing accessor"));
  const own = call.token?.note.accessor === accessor ? call.token : undefined;
  const token = own ?? findByAccessor(call.rows, accessor);
  if (token === undefined) return ok(null, { warnings: ["No token found with this accessor"] });
  if (token.note.numUses === -1) lost();
  end(call, token);
  return EMPTY;
}
