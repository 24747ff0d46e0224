import type { Problem } from "../errors.ts";
import { isObject, textsAt } from "../json-shape.ts";
import { ExchangeError, type HttpAnswer } from "./exchange.ts";
import { vaultReplyOf } from "./http-message.ts";
import type { VaultReply, VaultRequest } from "./transport.ts";

/** What one attempt at one address means for the request (spec 1.3, observed (b)). */
export type Verdict =
  | { readonly kind: "answer"; readonly reply: VaultReply }
  /** Certainly not executed, or harmless to repeat: another address may answer. `reply`: what to give if none does. */
  | { readonly kind: "elsewhere"; readonly problem: Problem; readonly reply?: VaultReply; readonly again?: boolean }
  /** Not executed: the active node is said to be at another address of this cluster. */
  | { readonly kind: "leader"; readonly address: string }
  /** Not executed, but it will be soon. `reply`: what to give if not; none: the cluster has no leader. */
  | { readonly kind: "not-yet"; readonly reply?: VaultReply }
  | { readonly kind: "failed"; readonly problem: Problem };

export interface Attempt {
  readonly server: string;
  readonly address: string;
  /** All of the cluster. */
  readonly addresses: readonly string[];
  readonly request: VaultRequest;
}

/** A read that costs nothing can be sent again. */
function canRepeat(request: VaultRequest): boolean {
  return (request.method === "GET" || request.method === "LIST") && request.limitedUse !== true;
}

function lost(attempt: Attempt, problem: Problem, again: boolean): Verdict {
  if (canRepeat(attempt.request)) return { kind: "elsewhere", problem, again };
  return { kind: "failed", problem: { code: "outcome-unknown", server: attempt.server, path: attempt.request.path } };
}

function unreachable({ server, address }: Attempt): Problem {
  return { code: "unreachable", server, tried: [address] };
}

/** The address of the cluster a redirect points to. Only its origin counts: the path stays ours. */
function redirect(answer: HttpAnswer, attempt: Attempt): Verdict {
  const target = URL.parse(answer.headers["location"] ?? "", attempt.address);
  const address = attempt.addresses.find((known) => target !== null && new URL(known).origin === target.origin);
  if (address !== undefined && address !== attempt.address) return { kind: "leader", address };
  const origin = target?.origin ?? "nowhere";
  return { kind: "failed", problem: { code: "redirect", server: attempt.server, origin } };
}

/** A web page or the like: from a load balancer in front of a dead server, or from something that is no Vault. */
function foreign(status: number, attempt: Attempt): Verdict {
  if (status === 502 || status === 503 || status === 504) return lost(attempt, unreachable(attempt), false);
  return { kind: "failed", problem: { code: "not-vault", host: new URL(attempt.address).host } };
}

function wordsOf(reply: VaultReply): string {
  return isObject(reply.body) ? textsAt(reply.body, "errors").join("\n") : "";
}

/**
 * The request came too early. 412: the read is behind what was written (Vault Enterprise). 400: KV v2 in the first moments
 * of a mount, on the active node, and for about a second on standbys (seen in 2.7.2); a limited token has paid by then.
 */
function isEarly(reply: VaultReply, request: VaultRequest): boolean {
  if (reply.status === 412) return canRepeat(request);
  const upgrading = /^(?:Upgrading from non-versioned|Waiting for the primary to upgrade)/u.test(wordsOf(reply));
  return upgrading && request.limitedUse !== true;
}

/** OpenBao's words for "no leader", seen in 2.7.2. A limited token is not sent again on the strength of words. */
function internalError(reply: VaultReply, { server, request }: Attempt): Verdict {
  if (!/active cluster node not found/u.test(wordsOf(reply))) return { kind: "answer", reply };
  if (request.limitedUse === true) return { kind: "failed", problem: { code: "no-leader", server } };
  return { kind: "not-yet" };
}

function byStatus(reply: VaultReply, attempt: Attempt): Verdict {
  const { server, request } = attempt;
  switch (reply.status) {
    case 503:
    case 501:
      return { kind: "elsewhere", problem: { code: "sealed", server }, reply };
    case 500:
      return internalError(reply, attempt);
    case 502:
    case 504:
      return lost(attempt, unreachable(attempt), false);
    case 400:
    case 412:
      return isEarly(reply, request) ? { kind: "not-yet", reply } : { kind: "answer", reply };
    default:
      return { kind: "answer", reply };
  }
}

/** Judges an answer of one address. */
export function judgeAnswer(answer: HttpAnswer, attempt: Attempt): Verdict {
  if (answer.status >= 300 && answer.status < 400) return redirect(answer, attempt);
  const reply = vaultReplyOf(answer);
  return reply === undefined ? foreign(answer.status, attempt) : byStatus(reply, attempt);
}

/** Judges that no answer came. Anything but `ExchangeError` is thrown on. */
export function judgeFailure(error: unknown, attempt: Attempt): Verdict {
  if (!(error instanceof ExchangeError)) throw error;
  const problem = error.problem ?? unreachable(attempt);
  if (!error.maybeSent) return { kind: "elsewhere", problem };
  if (problem.code === "not-vault") return { kind: "failed", problem };
  return lost(attempt, problem, problem.code !== "slow");
}
