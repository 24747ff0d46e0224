import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createNetServer, type Socket } from "node:net";
import { Duplex } from "node:stream";
import type { LocalVault } from "../../core/local-vault/local-vault.ts";
import type { Secret } from "../../core/secrets/secret.ts";
import type { VaultReply } from "../../core/transport/transport.ts";
import { answer } from "./answer.ts";
import { listVerbRewriter } from "./list-verb.ts";

export interface ServeOptions {
  /** Unlocked; stays the caller's. */
  readonly vault: LocalVault;
  /** 0 or undefined = any free one. */
  readonly port?: number;
  /** Ends the service. */
  readonly signal?: AbortSignal;
}

export interface Served {
  /** `http://127.0.0.1:PORT` */
  readonly address: string;
  /** All rights on the vault, as long as this process lives and the vault stays unlocked. */
  readonly token: Secret;
  /** Stops listening and cuts open connections. */
  close(): Promise<void>;
}

/** Puts the local vault on loopback for any Vault client. Throws `locked` or `vault-absent`, and what listening throws. */
export async function serveLocalVault({ vault, port = 0, signal }: ServeOptions): Promise<Served> {
  signal?.throwIfAborted();
  const token = await vault.ownerToken();
  const sockets = new Set<Socket>();
  let host = "";
  const http = createHttpServer((request, response) => {
    respond(request, response, () => answer(request, { vault, host })).catch(() => response.destroy());
  });
  const front = createNetServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    admit(http, socket);
  });
  await listening(front, port);
  host = hostOf(front);
  const close = async () => {
    const closed = new Promise<void>((resolve) => {
      front.close(() => resolve());
    });
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  signal?.addEventListener("abort", () => void close(), { once: true });
  return { address: `http://${host}`, token, close };
}

/** Gives a connection to the HTTP server with its requests' verbs in a form that Node can read. */
function admit(http: Server, socket: Socket): void {
  socket.setNoDelay(true);
  const readable = socket.pipe(listVerbRewriter());
  // A client that goes away in the middle is no event: its request has been answered or it has not.
  socket.on("error", () => readable.destroy());
  const duplex = Duplex.from({ readable, writable: socket });
  duplex.on("error", () => socket.destroy());
  http.emit("connection", duplex);
}

function listening(front: ReturnType<typeof createNetServer>, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    front.once("error", reject);
    front.listen({ host: "127.0.0.1", port }, () => {
      front.off("error", reject);
      resolve();
    });
  });
}

function hostOf(front: ReturnType<typeof createNetServer>): string {
  const address = front.address();
  if (address === null || typeof address === "string") throw new Error("no port to listen on");
  return `127.0.0.1:${address.port}`;
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  reply: () => Promise<VaultReply>,
): Promise<void> {
  const { status, headers, body } = await reply();
  const text = body === undefined ? "" : `${JSON.stringify(body)}\n`;
  const { "content-type": type, ...others } = headers;
  response.writeHead(status, {
    "cache-control": "no-store",
    ...others,
    ...(request.complete ? {} : { connection: "close" }),
    ...(body === undefined || type === undefined ? {} : { "content-type": type }),
    ...(status === 204 ? {} : { "content-length": Buffer.byteLength(text) }),
  });
  response.end(text);
  // A body that was too long is not read to its end: the connection cannot be used again.
  if (!request.complete) response.once("finish", () => request.destroy());
}
