import { connect } from "node:net";

/** One raw answer: status, head and body as text. */
export interface RawReply {
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

/** Sends bytes as they are, in the pieces given, on one connection, and reads `count` answers (with Content-Length or none). */
export function rawHttp(
  address: string,
  pieces: readonly (string | Buffer)[],
  count = 1,
): Promise<readonly RawReply[]> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve, reject) => {
    let received = Buffer.alloc(0);
    const replies: RawReply[] = [];
    const socket = connect(Number(port), hostname);
    socket.setNoDelay(true);
    const finish = () => {
      socket.destroy();
      resolve(replies);
    };
    socket.on("connect", () => void sendAll());
    socket.on("error", reject);
    socket.on("close", finish);
    socket.on("data", (chunk) => {
      received = Buffer.concat([received, chunk]);
      for (;;) {
        const reply = takeReply(received);
        if (reply === undefined) break;
        replies.push(reply.reply);
        received = Buffer.from(received.subarray(reply.length));
      }
      if (replies.length >= count) finish();
    });
    const sendAll = async () => {
      for (const piece of pieces) {
        await new Promise<void>((sent) => {
          socket.write(piece, () => setImmediate(sent));
        });
      }
    };
  });
}

function takeReply(received: Buffer): { readonly reply: RawReply; readonly length: number } | undefined {
  const end = received.indexOf("\r\n\r\n");
  if (end === -1) return undefined;
  const head = received.toString("latin1", 0, end);
  const status = Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1]);
  const declared = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
  const chunked = /^transfer-encoding: chunked/im.test(head);
  const start = end + 4;
  if (chunked) {
    const last = received.indexOf("0\r\n\r\n", start);
    if (last === -1) return undefined;
    return { reply: { status, head, body: received.toString("utf8", start, last) }, length: last + 5 };
  }
  if (received.length < start + declared) return undefined;
  return {
    reply: { status, head, body: received.toString("utf8", start, start + declared) },
    length: start + declared,
  };
}
