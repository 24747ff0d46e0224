import type { AuditEvent } from "../audit/audit.ts";
import type { Clock } from "../ports.ts";
import type { VaultReply, VaultRequest } from "../transport/transport.ts";
import { appendAudit } from "./audit-chain.ts";
import { auditEvent } from "./audit-event.ts";
import type { Call } from "./call.ts";
import { dispatch } from "./dispatch.ts";
import { type Outcome, Refusal, toReply } from "./outcome.ts";
import type { Owner } from "./owner.ts";
import { type Asked, parseRequest } from "./request.ts";
import { readOnlyRows, type Sealing, type WritableRows, writeRows } from "./rows.ts";
import { ended, nextEnding } from "./schedule.ts";
import type { ReadStore, VaultStorage } from "./storage.ts";
import { isLive } from "./token-routes.ts";
import { endToken, findToken, putToken, type Token, tokenKey } from "./tokens.ts";
import { findWrapping, wrap } from "./wrapping.ts";

export interface EngineParts {
  readonly storage: VaultStorage;
  readonly sealing: Sealing;
  readonly clock: Clock;
  readonly owner: Owner;
}

/** The server side of Vault's HTTP API on sealed rows. Every request is one transaction. */
export interface Engine {
  handle(request: VaultRequest): VaultReply;
  /** Removes what has ended from the file. Milliseconds since the epoch of the next ending; Infinity for none. */
  sweep(): number;
}

/** What a transaction gives back: the answer, or that it has to be a write after all. */
type Attempt = { readonly reply: VaultReply; readonly event: AuditEvent | undefined } | "needs to write";

export function createEngine(parts: EngineParts): Engine {
  const { storage, sealing, clock } = parts;
  const ending = endings(sealing);

  const answer = (request: VaultRequest, asked: Asked, rows: WritableRows, now: number): Attempt => {
    const served = serve({ ...asked, rows, now, token: undefined }, parts);
    if (served === "needs to write") return served;
    const reply = toReply(served.outcome, sealing.random);
    const accessor = served.token?.note.accessor;
    return { reply, event: auditEvent(request, asked, { at: now, status: reply.status, accessor }) };
  };

  return {
    handle: (request) => {
      const asked = parseRequest(request);
      if ("form" in asked) return toReply(asked, sealing.random);
      const now = clock.now();
      if (isReading(asked)) {
        const attempt = storage.read((store) =>
          ending(store) <= now ? "needs to write" : answer(request, asked, readOnlyRows(store, sealing), now),
        );
        if (attempt !== "needs to write") {
          const { event } = attempt;
          if (event) storage.writeRelaxed((store) => appendAudit(store, sealing, [event]));
          return attempt.reply;
        }
      }
      return storage.write((store) => {
        const rows = writeRows(store, sealing);
        for (const key of ended(rows, now)) endToken(rows, key);
        const attempt = answer(request, asked, rows, now);
        if (attempt === "needs to write") throw new Error("a write transaction cannot need to write");
        if (attempt.event) appendAudit(store, sealing, [attempt.event]);
        return attempt.reply;
      });
    },
    sweep: () => {
      const now = clock.now();
      if (storage.read(ending) <= now) {
        storage.write((store) => {
          const rows = writeRows(store, sealing);
          for (const key of ended(rows, now)) endToken(rows, key);
        });
      }
      return storage.read(ending);
    },
  };
}

/** Reads the time of the next ending once for each state of the file. */
function endings(sealing: Sealing): (store: ReadStore) => number {
  let version: string | undefined;
  let next = Infinity;
  return (store) => {
    const now = store.version();
    if (now !== version) {
      next = nextEnding(readOnlyRows(store, sealing));
      version = now;
    }
    return next;
  };
}

function isReading(asked: Asked): boolean {
  return (asked.operation === "read" || asked.operation === "list") && asked.wrapTtl === 0;
}

interface Served {
  readonly outcome: Outcome;
  readonly token: Token | undefined;
}

/** Finds the token, spends a use, runs the request, and ends a token that has had its last. */
function serve(call: Call, parts: EngineParts): Served | "needs to write" {
  const found = tokenOf(call, parts);
  const free = isFree(call);
  if (found && found.note.numUses !== 0 && !free && !call.rows.writable) return "needs to write";
  const token = found && !free ? spend(call, found) : found;
  const outcome = run({ ...call, token });
  const last = token !== undefined && token.note.numUses === -1;
  if (last) endToken(call.rows, token.key);
  return { outcome, token };
}

function run(call: Call): Outcome {
  try {
    const outcome = dispatch(call);
    const wrapped = call.wrapTtl > 0 && outcome.form === "envelope" && outcome.status === 200;
    return wrapped ? wrap(call, call.path, outcome) : outcome;
  } catch (error) {
    if (error instanceof Refusal) return error.outcome;
    throw error;
  }
}

/** The token a request came with, where it lives. */
function tokenOf(call: Call, { owner, sealing }: EngineParts): Token | undefined {
  if (call.presented === undefined) return undefined;
  const key = tokenKey(sealing, call.presented);
  if (key === owner.key) return { key, note: owner.note, row: undefined, id: call.presented, owner: true };
  const token = findToken(call.rows, key, call.presented);
  return token && isLive(token, call.now) && token.note.numUses !== -1 ? token : undefined;
}

/** These answer without a token, and so never spend a use (OpenBao `vault/logical_system.go`, unauthenticated paths). */
function isFree(call: Call): boolean {
  const { path, operation, body, presented } = call;
  if (/^sys\/(?:internal\/ui\/mounts(?:\/.*)?|health|seal-status|leader|init|wrapping\/lookup)$/.test(path))
    return true;
  if (operation !== "update" || !/^sys\/wrapping\/(?:un|re)wrap$/.test(call.path)) return false;
  const own = body["token"] === undefined || body["token"] === presented;
  return (path === "sys/wrapping/unwrap" && own) || findWrapping(call) === undefined;
}

function spend(call: Call, token: Token): Token {
  const { numUses } = token.note;
  if (numUses === 0) return token;
  const note = { ...token.note, numUses: numUses === 1 ? -1 : numUses - 1 };
  putToken(call.rows, token.key, note);
  return { ...token, note };
}
