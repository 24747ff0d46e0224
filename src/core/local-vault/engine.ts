import type { AuditEvent } from "../audit/audit.ts";
import type { Clock } from "../ports.ts";
import type { VaultReply, VaultRequest } from "../transport/transport.ts";
import { appendAudit } from "./audit-chain.ts";
import { auditEvent, isSilent } from "./audit-event.ts";
import { equalBytes, utf8 } from "../crypto/bytes.ts";
import type { Call } from "./call.ts";
import { readMounts } from "./mounts.ts";
import { dispatch } from "./dispatch.ts";
import { NOT_FOUND, type Outcome, Refusal, toReply } from "./outcome.ts";
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

/** What a request comes to, before anything is written about it. */
interface Answered {
  readonly reply: VaultReply;
  readonly event: AuditEvent | undefined;
}

export function createEngine(parts: EngineParts): Engine {
  const { storage, sealing, clock } = parts;
  const ending = oncePerState((store) => nextEnding(readOnlyRows(store, sealing)));
  const mountsOf = oncePerState((store) => readMounts(readOnlyRows(store, sealing)));

  const answer = (request: VaultRequest, asked: Asked, at: Pick<Call, "rows" | "now" | "mounts">) => {
    const served = serve({ ...asked, ...at, token: undefined }, parts);
    if (served === undefined) return undefined;
    const reply = toReply(served.outcome, sealing.random);
    const accessor = served.token?.note.accessor;
    return { reply, event: auditEvent(request, asked, { at: at.now, status: reply.status, accessor }) };
  };

  /** What changes nothing but the log. Undefined where it has to change more. */
  const reading = (request: VaultRequest, asked: Asked, now: number): VaultReply | undefined => {
    if (!isReading(asked)) return undefined;
    const answered = (store: ReadStore): Answered | undefined => {
      if (ending(store) <= now) return undefined;
      return answer(request, asked, { rows: readOnlyRows(store, sealing), now, mounts: () => mountsOf(store) });
    };
    if (isSilent(asked)) return storage.read((store) => answered(store)?.reply);
    return storage.writeRelaxed((store) => {
      const { reply, event } = answered(store) ?? {};
      if (event) appendAudit(store, sealing, [event]);
      return reply;
    });
  };

  const writing = (request: VaultRequest, asked: Asked, now: number): VaultReply =>
    storage.write((store) => {
      const rows = writeRows(store, sealing);
      if (ending(store) <= now) endAll(rows, now);
      const answered = answer(request, asked, { rows, now, mounts: () => mountsOf(store) });
      if (answered === undefined) throw new Error("a write transaction cannot need to write");
      if (answered.event) appendAudit(store, sealing, [answered.event]);
      return answered.reply;
    });

  return {
    handle: (request) => {
      const asked = parseRequest(request);
      if ("form" in asked) return toReply(asked, sealing.random);
      const now = clock.now();
      return reading(request, asked, now) ?? writing(request, asked, now);
    },
    sweep: () => {
      const now = clock.now();
      if (storage.read(ending) <= now) storage.write((store) => endAll(writeRows(store, sealing), now));
      storage.tidy();
      return storage.read(ending);
    },
  };
}

/** Takes every token whose time is over out of the file. */
function endAll(rows: WritableRows, now: number): void {
  for (const key of ended(rows, now)) endToken(rows, key);
}

/** Reads something of the control area, which is asked for all the time, once for each of its states. */
function oncePerState<T>(read: (store: ReadStore) => T): (store: ReadStore) => T {
  let kept: { readonly version: number; readonly value: T } | undefined;
  return (store) => {
    const version = store.version();
    if (kept?.version !== version) kept = { version, value: read(store) };
    return kept.value;
  };
}

function isReading(asked: Asked): boolean {
  return (asked.operation === "read" || asked.operation === "list") && asked.wrapTtl === 0;
}

interface Served {
  readonly outcome: Outcome;
  readonly token: Token | undefined;
}

/** Finds the token, spends a use, runs the request, and ends a token that has had its last. Undefined where a use cannot be spent, in a transaction that only reads. */
function serve(call: Call, parts: EngineParts): Served | undefined {
  const found = tokenOf(call, parts);
  const free = isFree(call);
  if (found && found.note.numUses !== 0 && !free && !call.rows.writable) return undefined;
  const token = found && !free ? spend(call, found) : found;
  const outcome = run({ ...call, token });
  const last = token !== undefined && token.note.numUses === -1;
  if (last) endToken(call.rows, token.key);
  return { outcome, token };
}

function run(call: Call): Outcome {
  try {
    const outcome = dispatch(call);
    if (call.wrapTtl <= 0) return outcome;
    // The servers say so of a list of nothing that was to be wrapped.
    if (call.operation === "list" && outcome === NOT_FOUND) throw new Refusal(404, ["unsupported path"]);
    return outcome.form === "envelope" && outcome.status === 200 ? wrap(call, call.path, outcome) : outcome;
  } catch (error) {
    if (error instanceof Refusal) return error.outcome;
    throw error;
  }
}

/** The token a request came with, where it lives. */
function tokenOf(call: Call, { owner, sealing }: EngineParts): Token | undefined {
  if (call.presented === undefined) return undefined;
  if (equalBytes(utf8(call.presented), utf8(owner.id)))
    return { key: owner.key, note: owner.note, row: undefined, id: owner.id, owner: true };
  const key = tokenKey(sealing, call.presented);
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
  putToken(call.rows, token, note);
  return { ...token, note };
}
