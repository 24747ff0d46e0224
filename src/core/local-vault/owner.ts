import type { Clock } from "../ports.ts";
import { AREA, type Rows, type Sealing, type WritableRows } from "./rows.ts";
import { MAX_TTL } from "./token-create.ts";
import { addToken, randomName, type Token, tokenKey, type TokenNote } from "./tokens.ts";

/**
 * The one token of a process that has all rights. It is in memory only; the file holds a trace of it only while its
 * cubbyhole has something.
 */
export interface Owner {
  readonly id: string;
  readonly key: string;
  readonly note: TokenNote;
}

export function createOwner(sealing: Sealing, clock: Clock): Owner {
  const id = `s.${randomName(sealing.random)}`;
  const note: TokenNote = {
    accessor: randomName(sealing.random),
    policies: ["root"],
    displayName: "root",
    meta: null,
    path: "auth/token/root",
    numUses: 0,
    usesMade: 0,
    created: clock.now(),
    creationTtl: 0,
    ttl: 0,
    explicitMaxTtl: 0,
    period: 0,
    renewable: false,
    expires: null,
    renewed: null,
    orphan: true,
    parent: null,
    children: [],
    wraps: null,
  };
  return { id, key: tokenKey(sealing, id), note };
}

/** The parent of the rows in a token's cubbyhole; undefined where the owner's token has none yet. */
export function cubbyholeOf(rows: Rows, token: Token): Uint8Array | undefined {
  return token.row ?? rows.idOf({ parent: AREA.tokens, kind: "token", name: token.id });
}

/** The same, made where there is none. It goes when the process ends well, and by itself when it does not. */
export function makeCubbyhole(rows: WritableRows, token: Token, now: number): Uint8Array {
  return cubbyholeOf(rows, token) ?? addToken(rows, token.id, { ...token.note, expires: now + MAX_TTL * 1000 });
}
