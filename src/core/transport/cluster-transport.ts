import { ExpectedError, type Problem } from "../errors.ts";
import type { Clock } from "../ports.ts";
import { createEndpoints, type Endpoints } from "./endpoints.ts";
import type { Exchange } from "./exchange.ts";
import { httpRequestOf } from "./http-message.ts";
import { rememberOwnWrites, type OwnWrites } from "./read-own-writes.ts";
import type { Transport, VaultReply, VaultRequest } from "./transport.ts";
import { judgeAnswer, judgeFailure, type Verdict } from "./verdict.ts";

/** How long a cluster may be without a leader, or otherwise not ready. */
const NOT_YET_MS = 20_000;
const PAUSE_MS = 300;

export interface ClusterTransportOptions {
  /** The profile's name, for errors. */
  readonly server: string;
  /** Normal addresses (`normalAddress`) of one cluster, at least one. */
  readonly addresses: readonly string[];
  readonly exchange: Exchange;
  /** Names may lead elsewhere from now on: called where a node turned out not to serve the request. */
  readonly forgetConnections?: () => void;
  readonly clock: Clock;
  /** Waits; ends early, without throwing, when the signal is aborted. */
  readonly pause: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>;
}

type Round =
  | { readonly reply: VaultReply }
  | { readonly reply: undefined; readonly notYet: NotYet | undefined; readonly elsewhere: readonly Elsewhere[] };
type Elsewhere = Extract<Verdict, { kind: "elsewhere" }>;
type NotYet = Extract<Verdict, { kind: "not-yet" }>;

interface Parts extends ClusterTransportOptions {
  readonly endpoints: Endpoints;
  readonly ownWrites: OwnWrites;
}

async function attempt(parts: Parts, address: string, request: VaultRequest, signal: AbortSignal | undefined) {
  const { server, exchange, endpoints, ownWrites } = parts;
  const facts = { server, address, addresses: endpoints.all, request };
  const http = httpRequestOf(request);
  const judge = async (): Promise<Verdict> => {
    const headers = { ...http.headers, ...ownWrites.headers() };
    try {
      return judgeAnswer(await exchange({ ...http, headers, address }, signal), facts);
    } catch (error) {
      return judgeFailure(error, facts);
    }
  };
  const send = async (): Promise<Verdict> => {
    const judged = await judge();
    if (judged.kind === "elsewhere" || judged.kind === "leader") parts.forgetConnections?.();
    return judged;
  };
  const verdict = await send();
  const refused = verdict.kind === "answer" && ownWrites.refused(verdict.reply);
  // A refused request may have cost a use: one whose uses are counted is never sent again.
  return refused && request.limitedUse !== true ? send() : verdict;
}

/** Puts the node that is said to lead in front of those still to be asked. */
function leaderFirst(queue: readonly string[], leader: string): string[] {
  return queue.toSorted((left, right) => Number(right === leader) - Number(left === leader));
}

/** Asks one address after the other, each once, a read that got lost once more, until one answers. */
async function round(parts: Parts, request: VaultRequest, signal: AbortSignal | undefined): Promise<Round> {
  let queue = [...(await parts.endpoints.order())];
  const repeated = new Set<string>();
  const elsewhere: Elsewhere[] = [];
  let notYet: NotYet | undefined;
  for (let address = queue.shift(); address !== undefined; address = queue.shift()) {
    const verdict = await attempt(parts, address, request, signal);
    if (verdict.kind === "answer") {
      parts.endpoints.answered(address, notYet !== undefined || elsewhere.length > 0);
      parts.ownWrites.note(verdict.reply);
      return { reply: verdict.reply };
    }
    if (verdict.kind === "failed") throw new ExpectedError(verdict.problem);
    if (verdict.kind === "elsewhere") {
      parts.endpoints.doubt(address);
      elsewhere.push(verdict);
      if (verdict.again === true && !repeated.has(address)) queue.push(address);
      repeated.add(address);
    } else {
      notYet = verdict.kind === "leader" ? { kind: "not-yet" } : verdict;
      if (verdict.kind === "leader") queue = leaderFirst(queue, verdict.address);
    }
  }
  return { reply: undefined, notYet, elsewhere };
}

/** The answer, or the error, where no address served the request. */
function giveUp(parts: Parts, elsewhere: readonly Elsewhere[]): VaultReply {
  const answered = elsewhere.find((verdict) => verdict.reply !== undefined)?.reply;
  if (answered !== undefined) return answered;
  const problems = elsewhere.map((verdict) => verdict.problem);
  const telling = problems.find((problem) => problem.code !== "unreachable");
  const tried = parts.addresses.map((address) => new URL(address).host);
  const unreachable: Problem = { code: "unreachable", server: parts.server, tried };
  throw new ExpectedError(telling ?? unreachable);
}

function lateAnswer(server: string, { reply }: NotYet): VaultReply {
  if (reply !== undefined) return reply;
  throw new ExpectedError({ code: "no-leader", server });
}

/**
 * Takes requests to a cluster by HTTP and fails over between its addresses: a request goes to another address only
 * where the first certainly did not execute it, or where it is a read that costs nothing; a cluster without a leader
 * is waited for up to 20 s; redirects are followed to addresses of the profile alone.
 */
export function createClusterTransport(options: ClusterTransportOptions): Transport {
  const endpoints = createEndpoints(options.addresses, options.exchange, options.clock);
  const parts: Parts = { ...options, endpoints, ownWrites: rememberOwnWrites() };
  return {
    send: async (request, signal) => {
      const end = options.clock.now() + NOT_YET_MS;
      for (;;) {
        if (signal?.aborted === true) throw new ExpectedError({ code: "cancelled" });
        const result = await round(parts, request, signal);
        if (result.reply !== undefined) return result.reply;
        if (result.notYet === undefined) return giveUp(parts, result.elsewhere);
        if (options.clock.now() >= end) return lateAnswer(options.server, result.notYet);
        await options.pause(PAUSE_MS, signal);
      }
    },
  };
}
