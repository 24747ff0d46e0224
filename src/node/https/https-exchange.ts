import { request as httpRequest, type ClientRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import type { Socket } from "node:net";
import { ExpectedError, type Problem } from "../../core/errors.ts";
import { isObject, textAt } from "../../core/json-shape.ts";
import { ExchangeError, type Exchange, type HttpAnswer, type HttpRequest } from "../../core/transport/exchange.ts";
import type { Agents, Way } from "./agents.ts";
import { certificateProblem } from "./certificate-problem.ts";
import { readAnswer, TooLargeAnswer } from "./read-answer.ts";

export interface ExchangeOptions {
  /** The profile's name, for errors. */
  readonly server: string;
  readonly agents: Agents;
  /** For the whole exchange, in milliseconds. */
  readonly timeoutMs: number;
  /** Largest answer, in bytes. */
  readonly limitBytes: number;
}

/** Tells whether a request may have left this computer: not before its connection stands. */
function watchConnection(request: ClientRequest): () => boolean {
  let connected = false;
  request.once("socket", (socket: Socket & { readonly secureConnecting?: boolean }) => {
    const secure = socket.secureConnecting === true;
    if (!socket.connecting && !secure) connected = true;
    else
      socket.once(secure ? "secureConnect" : "connect", () => {
        connected = true;
      });
  });
  return () => connected;
}

function codeOf(error: unknown): string {
  return (isObject(error) ? textAt(error, "code") : undefined) ?? "";
}

/** OpenSSL's names for the alerts of a server that wants a certificate of ours, or another one (RFC 8446, 6.2). */
const REFUSES_CLIENT =
  /^ERR_SSL_(?:TLSV13_ALERT_CERTIFICATE_REQUIRED|SSLV3_ALERT_(?:HANDSHAKE_FAILURE|BAD_CERTIFICATE|UNSUPPORTED_CERTIFICATE|CERTIFICATE_(?:REVOKED|EXPIRED|UNKNOWN))|TLSV1_ALERT_(?:UNKNOWN_CA|ACCESS_DENIED))$/u;

/** What to throw for a failure. `ended`: it was ended here, and why. */
async function failure(error: unknown, ended: Problem | undefined, maybeSent: boolean, url: URL): Promise<Error> {
  if (ended?.code === "cancelled") return new ExpectedError(ended);
  if (ended !== undefined) return new ExchangeError(maybeSent, ended, undefined);
  if (error instanceof TooLargeAnswer) return new ExchangeError(true, { code: "not-vault", host: url.host }, error);
  const code = codeOf(error);
  // TLS 1.3 tells only after the connection stands that the server refuses who we are: it has read nothing by then.
  if (REFUSES_CLIENT.test(code)) return new ExchangeError(false, { code: "client-certificate", host: url.host }, error);
  if (maybeSent) return new ExchangeError(true, undefined, error);
  // A server that speaks another protocol than TLS on this port.
  if (code === "EPROTO" || code.startsWith("ERR_SSL_"))
    return new ExchangeError(false, { code: "not-vault", host: url.host }, error);
  return new ExchangeError(false, await certificateProblem(code, url), error);
}

/** Also where somebody has switched that off for all of Node (`NODE_TLS_REJECT_UNAUTHORIZED`). */
const VERIFIED = { rejectUnauthorized: true } as const;

function open(request: HttpRequest, url: URL, { agent, tls }: Way): ClientRequest {
  const { method, headers, body } = request;
  const length = body === undefined ? {} : { "Content-Length": Buffer.byteLength(body) };
  const options = {
    protocol: url.protocol,
    hostname: url.hostname.replaceAll(/^\[|\]$/gu, ""),
    port: url.port === "" ? undefined : url.port,
    // As text, not through URL, which would resolve dots and change what was encoded.
    path: url.pathname.replace(/\/$/u, "") + request.target,
    method,
    headers: { ...headers, ...length },
    agent,
  };
  return url.protocol === "https:" ? httpsRequest({ ...options, ...tls, ...VERIFIED }) : httpRequest(options);
}

/** Sends, and waits for the whole answer. */
function exchange(request: ClientRequest, body: string | undefined, limitBytes: number): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    request.on("error", reject);
    request.once("response", (response: IncomingMessage) => {
      readAnswer(response, limitBytes).then(resolve, reject);
    });
    request.end(body);
  });
}

/** Ends a request when the signal is aborted or the time is up. `stop` takes both back. */
function endInTime(request: ClientRequest, slow: Problem & { code: "slow" }, signal: AbortSignal | undefined) {
  let ended: Problem | undefined;
  const end = (problem: Problem): void => {
    ended = problem;
    request.destroy(new Error(problem.code));
  };
  const cancel = (): void => end({ code: "cancelled" });
  const timer = setTimeout(() => end(slow), slow.seconds * 1000);
  signal?.addEventListener("abort", cancel, { once: true });
  return {
    ended: () => ended,
    stop: () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", cancel);
    },
  };
}

/**
 * HTTP and HTTPS by Node's own client, which VS Code gives its proxy and the system's certificate authorities. No
 * redirect is followed, nothing is retried, and no error holds what was sent.
 */
export function createHttpsExchange(options: ExchangeOptions): Exchange {
  const { server, agents, timeoutMs, limitBytes } = options;
  return async (request, signal) => {
    if (signal?.aborted === true) throw new ExpectedError({ code: "cancelled" });
    const url = new URL(request.address);
    const sent = open(request, url, await agents.agentFor(url.protocol));
    const mayBeSent = watchConnection(sent);
    const limit = endInTime(sent, { code: "slow", server, seconds: timeoutMs / 1000 }, signal);
    try {
      return await exchange(sent, request.body, limitBytes);
    } catch (error) {
      const problem = await failure(error, limit.ended(), mayBeSent(), url);
      agents.renew();
      sent.destroy();
      throw problem;
    } finally {
      limit.stop();
    }
  };
}
