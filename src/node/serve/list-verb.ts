import { Transform } from "node:stream";

/** Longer heads are refused by Node's HTTP server; they pass through here to be refused there. */
const MOST_HEAD = 64 * 1024;
const END_OF_HEAD = Buffer.from("\r\n\r\n");
const END_OF_LINE = Buffer.from("\r\n");

/**
 * What the bytes of a connection are at this point: a head, a body with so many bytes left, a chunked body, or
 * `blind` for good, where requests cannot be told apart with certainty: then nothing is changed any more and Node's
 * parser, which is strict, decides.
 */
type State =
  | { readonly kind: "head" }
  | { readonly kind: "bytes"; readonly left: number; readonly next: "head" | "chunk size" }
  | { readonly kind: "chunk size" }
  | { readonly kind: "trailers" }
  | { readonly kind: "blind" };

interface Step {
  readonly out: Buffer;
  readonly rest: Buffer;
  readonly state: State;
}

/**
 * Node's HTTP parser does not know the verb `LIST`, which Vault's clients use. This stream stands before it and turns
 * `LIST /path` into `GET /path?list=true`, the other spelling Vault has, at the start of each request of a connection
 * (HTTP/1.1, RFC 9112) and nowhere else.
 */
export function listVerbRewriter(): Transform {
  let state: State = { kind: "head" };
  let held: Buffer = Buffer.alloc(0);
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
      for (;;) {
        const step = next(state, held);
        if (step === undefined) break;
        if (step.out.length > 0) this.push(step.out);
        ({ state, rest: held } = step);
      }
      done();
    },
    flush(done) {
      if (held.length > 0) this.push(held);
      done();
    },
  });
}

/** Takes what is complete off the front of `held`, or nothing where more bytes are needed. */
function next(state: State, held: Buffer): Step | undefined {
  if (held.length === 0) return undefined;
  switch (state.kind) {
    case "head":
      return head(held);
    case "bytes": {
      const left = state.left - held.length;
      return pass(held, Math.min(state.left, held.length), left > 0 ? { ...state, left } : { kind: state.next });
    }
    case "chunk size":
      return chunkSize(held);
    case "trailers":
      return trailers(held);
    case "blind":
    default:
      return pass(held, held.length, { kind: "blind" });
  }
}

function pass(held: Buffer, length: number, state: State): Step {
  return { out: held.subarray(0, length), rest: held.subarray(length), state };
}

/** Passes on all there is where a line does not end in a sensible length, and waits for more bytes before that. */
function unended(held: Buffer): Step | undefined {
  return held.length > MOST_HEAD ? pass(held, held.length, { kind: "blind" }) : undefined;
}

function head(held: Buffer): Step | undefined {
  const end = held.indexOf(END_OF_HEAD);
  if (end === -1) return unended(held);
  const length = end + END_OF_HEAD.length;
  const text = held.toString("latin1", 0, length);
  return { out: Buffer.from(rewritten(text), "latin1"), rest: held.subarray(length), state: bodyOf(text) };
}

function rewritten(text: string): string {
  // Empty lines before a request line are allowed (RFC 9112, 2.2).
  return text.replace(
    /^((?:\r\n)*)LIST (\S+) (HTTP\/1\.[01]\r\n)/,
    (_, before: string, target: string, rest: string) => {
      const mark = target.includes("?") ? "&" : "?";
      return `${before}GET ${target}${mark}list=true ${rest}`;
    },
  );
}

/** How the body after a head ends (RFC 9112, 6.3). */
function bodyOf(text: string): State {
  const fields = text
    .trim()
    .split("\r\n")
    .slice(1)
    .map((line) => line.split(":", 1).concat(line.slice(line.indexOf(":") + 1)));
  const values = (name: string) =>
    fields.filter(([field]) => field?.toLowerCase() === name).map(([, value]) => value?.trim().toLowerCase());
  const [length, ...lengths] = values("content-length");
  const [coding, ...codings] = values("transfer-encoding");
  if (values("upgrade").length > 0 || lengths.length > 0 || codings.length > 0) return { kind: "blind" };
  if (coding !== undefined)
    return coding === "chunked" && length === undefined ? { kind: "chunk size" } : { kind: "blind" };
  if (length === undefined || length === "0") return { kind: "head" };
  return /^\d{1,15}$/.test(length) ? { kind: "bytes", left: Number(length), next: "head" } : { kind: "blind" };
}

function chunkSize(held: Buffer): Step | undefined {
  const end = held.indexOf(END_OF_LINE);
  if (end === -1) return unended(held);
  const size = /^([\da-f]{1,8})\s*(?:;.*)?$/i.exec(held.toString("latin1", 0, end))?.[1];
  if (size === undefined) return pass(held, held.length, { kind: "blind" });
  const bytes = Number.parseInt(size, 16);
  const line = end + END_OF_LINE.length;
  if (bytes === 0) return pass(held, line, { kind: "trailers" });
  return pass(held, line, { kind: "bytes", left: bytes + END_OF_LINE.length, next: "chunk size" });
}

function trailers(held: Buffer): Step | undefined {
  const end = held.indexOf(END_OF_LINE);
  if (end === -1) return unended(held);
  return pass(held, end + END_OF_LINE.length, { kind: end === 0 ? "head" : "trailers" });
}
