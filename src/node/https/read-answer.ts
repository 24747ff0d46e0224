import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import type { HttpAnswer } from "../../core/transport/exchange.ts";

/** An answer larger than any Vault server gives. */
export class TooLargeAnswer extends Error {}

function headersOf(headers: IncomingHttpHeaders): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, typeof value === "string" ? value : value.join(", ")]],
    ),
  );
}

/** Reads an answer to its end. Throws where it breaks off before, and `TooLargeAnswer` beyond `limitBytes`. */
export async function readAnswer(response: IncomingMessage, limitBytes: number): Promise<HttpAnswer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response) {
    if (!(chunk instanceof Uint8Array)) throw new Error("an answer is read as bytes");
    size += chunk.byteLength;
    if (size > limitBytes) throw new TooLargeAnswer(`more than ${limitBytes} bytes`);
    chunks.push(chunk);
  }
  if (!response.complete) throw new Error("the answer broke off");
  const text = Buffer.concat(chunks).toString("utf8");
  return { status: response.statusCode ?? 0, headers: headersOf(response.headers), text };
}
