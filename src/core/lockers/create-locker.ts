import { ExpectedError } from "../errors.ts";
import type { Secret } from "../secrets/secret.ts";
import type { CallOptions, IssuedToken, VaultClient } from "../vault/client.ts";
import { contentNames, requireContents, type LockerContents } from "./contents.ts";
import { requireAlive, requireIsolated } from "./inspect.ts";
import type { LedgerEntry } from "./ledger.ts";
import type { LockerParts } from "./locker-parts.ts";
import { digestOf, hexOf } from "./locker-tokens.ts";
import { findParent, notMade, type Parent } from "./parent.ts";
import { effectiveTtl, requireTtl } from "./plan.ts";
import { takeBack, type Undo } from "./undo.ts";

/** A locker to be made. */
export interface LockerOrder {
  readonly server: string;
  /** Shown here and nowhere else; no server gets it. */
  readonly purpose: string;
  /** What goes in at once; empty where whoever has the token fills it. */
  readonly contents: LockerContents;
  /** As `planUses` counts them; `granted` 0 = without limit. */
  readonly uses: { readonly planned: number; readonly granted: number };
  /** Seconds, from 1 to 768 hours. */
  readonly ttl: number;
  /** Keeps the token, encrypted, until the locker ends. */
  readonly keepToken: boolean;
}

export type LockerStep = "sign-in" | "create" | "fill" | "check";

export interface CreateOptions extends CallOptions {
  /** Called as each step begins. */
  readonly onStep?: (step: LockerStep) => void;
  /** Asked where the locker can live only `seconds`, fewer than ordered; false cancels. Without it the locker is made. */
  readonly acceptTtl?: (seconds: number) => Promise<boolean>;
}

export interface MadeLocker {
  /** To be shown or copied once. */
  readonly token: Secret;
  readonly entry: LedgerEntry;
}

/**
 * Makes a locker: finds what it hangs on, creates the token, proves that it opens nothing but itself, fills it and
 * checks it without spending a use. Throws `locker-not-isolated`, `cancelled`, `bad-input`, or `locker-not-made` with
 * its cause; whatever was begun is revoked then.
 */
export async function createLocker(
  parts: LockerParts,
  order: LockerOrder,
  options: CreateOptions,
): Promise<MadeLocker> {
  requireTtl(order.ttl);
  requireContents(order.contents);
  const undo: Undo = [];
  try {
    return await make(parts, order, options, undo);
  } catch (error) {
    const begun = undo.length > 0;
    const revoked = await takeBack(undo);
    throw failure(error, order.server, { begun, revoked, aborted: options.signal?.aborted === true });
  }
}

async function make(parts: LockerParts, order: LockerOrder, options: CreateOptions, undo: Undo): Promise<MadeLocker> {
  options.onStep?.("sign-in");
  const parent = await findParent(parts, order, options, undo);
  const now = parts.clock.now();
  const ttl = await agreeOnTtl(order.ttl, secondsTo(parent.ends, now), options);
  options.onStep?.("create");
  const issued = await issue(parent, { ttl, numUses: order.uses.granted }, options);
  if (parent.token === undefined) undo.push(() => revokeIssued(parts, order.server, issued, options));
  const locker = await parts.connections.clientWith(order.server, issued.token, { limitedUse: true });
  requireIsolated(issued, parent.hangsOn, order.server);
  if (issued.numUses !== order.uses.granted) throw notMade(order.server, "uses-differ");
  const entry = await enter(parts, order, { parent, issued, now, ttl });
  undo.push(() => forget(parts, entry.id));
  await keepTokens(parts, entry.id, parent.token, order.keepToken ? issued.token : undefined);
  options.onStep?.("fill");
  await fill(locker, order.contents, options);
  options.onStep?.("check");
  await requireAlive(parts.connections, locker, { accessor: issued.accessor, left: usesAfterFilling(entry) }, options);
  return { token: issued.token, entry };
}

async function revokeIssued(
  { connections }: LockerParts,
  server: string,
  { token }: IssuedToken,
  { audit }: CallOptions,
): Promise<void> {
  const locker = await connections.clientWith(server, token, { limitedUse: true });
  await locker.tokens.revokeSelf({ audit });
}

async function agreeOnTtl(asked: number, parentTtl: number, { acceptTtl }: CreateOptions): Promise<number> {
  const ttl = effectiveTtl(asked, parentTtl);
  if (ttl < asked && (await acceptTtl?.(ttl)) === false) throw new ExpectedError({ code: "cancelled" });
  return ttl;
}

/** Whole seconds until `ends`, at least 1; 0 where there is no end. */
function secondsTo(ends: number | undefined, now: number): number {
  return ends === undefined ? 0 : Math.max(1, Math.round((ends - now) / 1000));
}

function issue(
  parent: Parent,
  { ttl, numUses }: { readonly ttl: number; readonly numUses: number },
  options: CallOptions,
): Promise<IssuedToken> {
  const order = { policies: ["default"], ttl, explicitMaxTtl: ttl, numUses, renewable: false, displayName: "locker" };
  return parent.client.tokens.create(order, options);
}

interface Made {
  readonly parent: Parent;
  readonly issued: IssuedToken;
  readonly now: number;
  readonly ttl: number;
}

async function enter(parts: LockerParts, order: LockerOrder, { parent, issued, now, ttl }: Made): Promise<LedgerEntry> {
  const lease = issued.ttl === 0 ? ttl : Math.min(ttl, issued.ttl);
  const entry: LedgerEntry = {
    id: hexOf(parts.random.bytes(16)),
    server: order.server,
    purpose: order.purpose,
    accessor: issued.accessor,
    made: now,
    ends: Math.min(now + lease * 1000, parent.ends ?? Infinity),
    usesGranted: order.uses.granted,
    usesPlanned: order.uses.planned,
    usesFilling: order.contents.size,
    usesSpent: order.contents.size,
    usesSeen: undefined,
    checked: undefined,
    contents: contentNames(order.contents),
    hangsOn: parent.hangsOn,
    state: "live",
    tokenDigest: await digestOf(issued.token),
  };
  await parts.ledger.save(entry);
  return entry;
}

async function keepTokens(
  { tokens }: LockerParts,
  id: string,
  parent: Secret | undefined,
  locker: Secret | undefined,
): Promise<void> {
  if (parent !== undefined) await tokens.keep(id, "parent", parent);
  if (locker !== undefined) await tokens.keep(id, "locker", locker);
}

async function forget({ tokens, ledger }: LockerParts, id: string): Promise<void> {
  await tokens.forget(id, "parent");
  await tokens.forget(id, "locker");
  await ledger.remove(id);
}

async function fill(locker: VaultClient, contents: LockerContents, options: CallOptions): Promise<void> {
  for (const [path, data] of contents) await locker.write({ mount: "cubbyhole", path }, data, options);
}

function usesAfterFilling({ usesGranted, usesFilling }: LedgerEntry): number | undefined {
  return usesGranted === 0 ? undefined : usesGranted - usesFilling;
}

interface Outcome {
  readonly begun: boolean;
  readonly revoked: boolean;
  readonly aborted: boolean;
}

/** What the caller gets to see: plain problems where nothing was begun, one of a locker where something was taken back. */
function failure(error: unknown, server: string, { begun, revoked, aborted }: Outcome): unknown {
  if (aborted) return new ExpectedError({ code: "cancelled" }, { cause: error });
  if (!(error instanceof ExpectedError) || !begun) return error;
  const { problem } = error;
  if (problem.code === "locker-not-made") return new ExpectedError({ ...problem, revoked }, { cause: error });
  const asItIs = revoked && (problem.code === "locker-not-isolated" || problem.code === "cancelled");
  if (asItIs) return error;
  return new ExpectedError(
    { code: "locker-not-made", server, reason: "failed", cause: problem, revoked },
    { cause: error },
  );
}
