import type { CustomFetch } from "openid-client";
import { ExpectedError } from "../../core/errors.ts";
import type { OidcProfile } from "../../core/sessions/oidc.ts";
import { ExchangeError, type HttpAnswer, type HttpRequest } from "../../core/transport/exchange.ts";
import { createAgents } from "./agents.ts";
import { createHttpsExchange } from "./https-exchange.ts";

const TIMEOUT_MS = 20_000;
const LIMIT_BYTES = 4 * 1024 * 1024;

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

function requestOf(address: string, options: Parameters<CustomFetch>[1]): HttpRequest {
  const url = new URL(address);
  const { body } = options;
  const form = body instanceof URLSearchParams ? { "content-type": "application/x-www-form-urlencoded" } : {};
  return {
    method: METHODS.find((method) => method === options.method) ?? "GET",
    address: url.origin,
    target: url.pathname + url.search,
    headers: { ...form, ...options.headers },
    body: typeof body === "string" || body instanceof URLSearchParams ? body.toString() : undefined,
  };
}

function responseOf({ status, headers, text }: HttpAnswer): Response {
  const empty = status === 204 || status === 304;
  return new Response(empty ? null : text, { status, headers });
}

/**
 * How the OpenID provider of a server is reached whose people named a file with certificate authorities: the global
 * `fetch` takes none. Undefined where it can do. Throws `ExpectedError`s of the provider's host.
 */
export function authoritiesFetch(profile: OidcProfile, now: () => number): CustomFetch | undefined {
  if (profile.caFile === undefined) return undefined;
  const agents = createAgents({ caFile: profile.caFile, now });
  const limits = { timeoutMs: TIMEOUT_MS, limitBytes: LIMIT_BYTES };
  return async (address, options) => {
    const { host } = new URL(address);
    const exchange = createHttpsExchange({ server: host, agents, ...limits });
    try {
      return responseOf(await exchange(requestOf(address, options), options.signal));
    } catch (error) {
      if (!(error instanceof ExchangeError)) throw error;
      throw new ExpectedError(error.problem ?? { code: "unreachable", server: host, tried: [host] }, { cause: error });
    }
  };
}
