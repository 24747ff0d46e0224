import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface HostileServer {
  readonly address: string;
  readonly port: number;
  /** Everything that reached it, oldest first. */
  readonly received: readonly Received[];
  /** Connections that are open. */
  connections(): Promise<number>;
  stop(): Promise<void>;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) if (chunk instanceof Uint8Array) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

/** An HTTP server on loopback that answers as a test wants it to. */
export async function startHostileServer(
  answer: (response: ServerResponse, received: Received, request: IncomingMessage) => void,
  where: { readonly host?: string; readonly port?: number } = {},
): Promise<HostileServer> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    response.on("error", () => undefined);
    // A request that breaks off is not answered.
    void bodyOf(request).then(
      (body) => {
        const one = { method: request.method ?? "", url: request.url ?? "", headers: request.headers, body };
        received.push(one);
        return answer(response, one, request);
      },
      () => undefined,
    );
  });
  await new Promise<void>((resolve) => {
    server.listen(where.port ?? 0, where.host ?? "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    port,
    received,
    connections: () =>
      new Promise((resolve, reject) => {
        server.getConnections((error, count) => (error === null ? resolve(count) : reject(error)));
      }),
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Answers with one JSON object. */
export function answerJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "Content-Type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}
