import type { Problem } from "../errors.ts";
import type { VaultReply } from "../transport/transport.ts";
import type { Call } from "./call.ts";
import { errorsOf } from "./reasons.ts";

/** What turns an answer into a problem besides the answer: where it came from and what was asked. */
export interface Asked {
  readonly server: string;
  readonly call: Call;
  /** The server's words, fit to be shown. */
  readonly reasons: readonly string[];
}

/** Seconds of a `Retry-After` header (RFC 9110, 10.2.3; the form with a date is not used by Vault), or undefined. */
function retryAfter(reply: VaultReply): number | undefined {
  const seconds = Number(reply.headers["retry-after"] ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
}

function byWords(text: string, asked: Asked): Problem | undefined {
  const { server, call, reasons } = asked;
  if (/check-and-set parameter did not match/u.test(text)) return { code: "conflict", server, path: call.shown };
  // OpenBao counts the strings and the memory of a body, and refuses what is too much in words of its own.
  if (/too large|due to high complexity/u.test(text)) return { code: "too-large", server, path: call.shown };
  if (/is sealed/u.test(text)) return { code: "sealed", server };
  if (/not initialized/u.test(text)) return { code: "uninitialised", server };
  if (/active cluster node not found/u.test(text)) return { code: "no-leader", server };
  if (/leadership lost while committing/u.test(text) && call.method !== "GET" && call.method !== "LIST")
    return { code: "outcome-unknown", server, path: call.shown };
  if (/namespace not found/u.test(text)) return { code: "rejected", server, path: call.shown, status: 404, reasons };
  return undefined;
}

/**
 * The problem an answer stands for, by status (spec 2.1) and, where one status means several things, by the server's
 * words. A 403 is decided by the caller, who may ask once more.
 */
export function problemOf(reply: VaultReply, asked: Asked): Problem {
  const { server, call, reasons } = asked;
  const known = byWords(errorsOf(reply.body).join("\n"), asked);
  if (known !== undefined) return known;
  switch (reply.status) {
    case 404:
      return { code: "not-found", server, path: call.shown, similar: undefined };
    case 413:
      return { code: "too-large", server, path: call.shown };
    case 429:
      return { code: "rate-limited", server, seconds: retryAfter(reply) };
    case 501:
      return { code: "uninitialised", server };
    case 502:
    case 503:
    case 504:
      return { code: "unreachable", server, tried: [] };
    default:
      return { code: "rejected", server, path: call.shown, status: reply.status, reasons };
  }
}
