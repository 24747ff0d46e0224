import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { ExpectedError, type Problem } from "../../core/errors.ts";
import type { Loopback, LoopbackListener, Redirect } from "../../core/sessions/loopback.ts";
import { notSignedInPage, PAGE_HEADERS, signedInPage } from "./loopback-pages.ts";

const HOST = "127.0.0.1";
const CALLBACK = "/callback";
const GRACE_MS = 1000;

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, HOST, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, PAGE_HEADERS).end();
}

/** The address that was asked for, or undefined for a request that is no browser of this computer at this address. */
function asked(request: IncomingMessage, authority: string): URL | undefined {
  // Another name in Host: a web page that had its own name resolve to this computer.
  if (request.method !== "GET" || request.headers.host !== authority) return undefined;
  return URL.parse(request.url ?? "", `http://${authority}`) ?? undefined;
}

function redirectOf(url: URL, response: ServerResponse, server: string): Redirect {
  return {
    query: url.search,
    answer: (signedIn) => {
      if (response.writableEnded) return;
      response.writeHead(signedIn ? 200 : 400, PAGE_HEADERS);
      response.end(signedIn ? signedInPage(server) : notSignedInPage(server));
    },
  };
}

interface Expected {
  readonly server: string;
  readonly state: string;
}

interface Listening {
  readonly authority: () => string;
  /** Where a path leads on to, the first time it is asked. */
  readonly leadFrom: (path: string) => string | undefined;
}

/**
 * Paths that lead on, each once and with 16 random bytes: where they lead stands the `state`, which other users of this
 * computer, who can reach the port as well, must not learn.
 */
function rememberLeads() {
  const leads = new Map<string, string>();
  return {
    add(target: string): string {
      const path = `/s/${randomBytes(16).toString("base64url")}`;
      leads.set(path, target);
      return path;
    },
    take(path: string): string | undefined {
      const target = leads.get(path);
      leads.delete(path);
      return target;
    },
  };
}

/** Answers the browser; gives the redirect, once, to `take`. */
function handler(expected: Expected, listening: Listening, take: (redirect: Redirect) => void) {
  let taken = false;
  return (request: IncomingMessage, response: ServerResponse): void => {
    const url = asked(request, listening.authority());
    const target = url && listening.leadFrom(url.pathname);
    if (target !== undefined) {
      response.writeHead(302, { ...PAGE_HEADERS, Location: target }).end();
      return;
    }
    if (url?.pathname !== CALLBACK) {
      refuse(response, url === undefined ? 403 : 404);
      return;
    }
    if (taken || url.searchParams.get("state") !== expected.state) {
      refuse(response, 400);
      return;
    }
    taken = true;
    take(redirectOf(url, response, expected.server));
  };
}

/** Ends with the redirect, the time limit or the signal, whichever comes first. */
async function waitFor(
  redirect: Promise<Redirect>,
  expected: Expected,
  limitMs: number,
  signal: AbortSignal | undefined,
) {
  const limit = new AbortController();
  const minutes = Math.round(limitMs / 60_000);
  const timer = setTimeout(() => limit.abort(), limitMs);
  const either = signal === undefined ? limit.signal : AbortSignal.any([limit.signal, signal]);
  const ended = new Promise<never>((_, reject) => {
    const end = (): void => {
      const timedOut: Problem = { code: "sign-in-timeout", server: expected.server, minutes };
      reject(new ExpectedError(limit.signal.aborted ? timedOut : { code: "cancelled" }));
    };
    if (either.aborted) end();
    else either.addEventListener("abort", end, { once: true });
  });
  try {
    return await Promise.race([redirect, ended]);
  } finally {
    clearTimeout(timer);
  }
}

/** Closes once the page has been sent; a browser that holds a connection open is not waited for. */
async function close(server: Server): Promise<void> {
  const closed = new Promise((resolve) => {
    server.close(resolve);
  });
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), GRACE_MS);
  await closed;
  clearTimeout(timer);
}

/**
 * Listens on a free port of 127.0.0.1 for one sign-in. `limitMs`: how long the person has, 5 min if not given. Answers
 * only to its exact `Host`, sends no CORS header, and takes one redirect, the one with the right `state`.
 */
export function createLoopback(limitMs = 300_000): Loopback {
  return {
    listen: async (expected) => {
      let authority = "";
      const leads = rememberLeads();
      const server = createServer();
      const redirect = new Promise<Redirect>((take) => {
        const context = { authority: () => authority, leadFrom: (path: string) => leads.take(path) };
        server.on("request", handler(expected, context, take));
      });
      authority = `${HOST}:${await listen(server)}`;
      const listener: LoopbackListener = {
        redirectUri: `http://${authority}${CALLBACK}`,
        leadTo: (url) => `http://${authority}${leads.add(url)}`,
        redirect: (signal) => waitFor(redirect, expected, limitMs, signal),
        close: () => close(server),
      };
      return listener;
    },
  };
}
