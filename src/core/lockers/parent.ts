import { LOCAL } from "../connections/connections.ts";
import { ExpectedError, problemCode, type LockerFailure } from "../errors.ts";
import type { Secret } from "../secrets/secret.ts";
import type { CallOptions, IssuedToken, VaultClient } from "../vault/client.ts";
import type { Anchor } from "./ledger.ts";
import type { LockerParts } from "./locker-parts.ts";
import type { Undo } from "./undo.ts";

/** What a locker hangs on: it ends at the latest when this ends. */
export interface Parent {
  readonly hangsOn: Anchor;
  /** Makes the locker. */
  readonly client: VaultClient;
  /** The parent's token where it was made for this locker alone: revoking it ends the locker. */
  readonly token: Secret | undefined;
  /** Milliseconds since the epoch; undefined = no end. */
  readonly ends: number | undefined;
}

/**
 * Finds what the locker will hang on: the local vault, a login of its own stretched to `ttl` seconds, a child of the
 * pasted token made for it alone, or, where the server forbids that, the pasted token. What is begun here can be undone.
 */
export async function findParent(
  parts: LockerParts,
  order: { readonly server: string; readonly ttl: number },
  options: CallOptions,
  undo: Undo,
): Promise<Parent> {
  const { connections, clock } = parts;
  const { server, ttl } = order;
  if (server === LOCAL) {
    return {
      hangsOn: "vault",
      client: await connections.client(LOCAL, options.signal),
      token: undefined,
      ends: undefined,
    };
  }
  const asked = clock.now();
  const login = await connections.separateLogin(server, options);
  if (login === undefined) return findPasted(parts, order, options, undo);
  if (login.type === "batch") throw notMade(server, "batch-token");
  undo.push(() => revokeParent(connections, server, login.token, options));
  const client = await connections.clientWith(server, login.token);
  const lease = await stretched(client, login, ttl, options);
  return { hangsOn: "own-login", client, token: login.token, ends: lease === 0 ? undefined : asked + lease * 1000 };
}

async function revokeParent(
  connections: LockerParts["connections"],
  server: string,
  token: Secret,
  { audit }: CallOptions,
): Promise<void> {
  const parent = await connections.clientWith(server, token);
  await parent.tokens.revokeSelf({ audit });
}

/** Seconds the login lives after it was stretched; a server that refuses leaves it as it is. 0 = no end. */
async function stretched(client: VaultClient, login: IssuedToken, ttl: number, options: CallOptions): Promise<number> {
  if (login.ttl === 0 || login.ttl >= ttl || !login.renewable) return login.ttl;
  try {
    return (await client.tokens.renewSelf(ttl, options)).ttl;
  } catch (error) {
    if (isRefusal(error)) return login.ttl;
    throw error;
  }
}

/** The session is a pasted token: there is no login to repeat. Its own life is not stretched: it may be worth more than a locker. */
async function findPasted(
  { connections, clock }: LockerParts,
  { server, ttl }: { readonly server: string; readonly ttl: number },
  options: CallOptions,
  undo: Undo,
): Promise<Parent> {
  const session = await connections.client(server, options.signal);
  const asked = clock.now();
  const facts = await session.tokens.lookupSelf(options);
  if (facts.numUses !== 0) throw notMade(server, "limited-session");
  if (facts.type === "batch") throw notMade(server, "batch-token");
  const ends = facts.ttl === 0 ? undefined : asked + facts.ttl * 1000;
  const life = facts.ttl === 0 ? ttl : Math.min(ttl, facts.ttl);
  const order = { ttl: life, explicitMaxTtl: life, numUses: 0, renewable: false, displayName: "locker-parent" };
  let child: IssuedToken;
  try {
    child = await session.tokens.create(order, options);
  } catch (error) {
    if (isRefusal(error)) return { hangsOn: "session-token", client: session, token: undefined, ends };
    throw error;
  }
  undo.push(() => revokeParent(connections, server, child.token, options));
  const client = await connections.clientWith(server, child.token);
  const childEnds = child.ttl === 0 ? undefined : asked + child.ttl * 1000;
  return { hangsOn: "child-token", client, token: child.token, ends: earlier(ends, childEnds) };
}

function earlier(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return Math.min(a, b);
}

/** The server answered, and the answer was no. */
function isRefusal(error: unknown): boolean {
  const code = problemCode(error);
  return code === "not-allowed" || code === "rejected";
}

/** The error for a locker that cannot be made at this server in this way. */
export function notMade(server: string, reason: LockerFailure): ExpectedError {
  return new ExpectedError({ code: "locker-not-made", server, reason, cause: undefined, revoked: true });
}
