import { arrayBuffer } from "node:stream/consumers";
import { ExpectedError } from "../core/errors.ts";
import { BrokenPipe, type Io } from "./io.ts";

/** Standard streams of this process. */
export function processIo({ stdin, stdout, stderr, env, platform }: NodeJS.Process): Io {
  let broken = false;
  stdout.on("error", () => (broken = true)); // also told to the callback of the write
  stderr.on("error", () => undefined); // nobody is left to be told
  const errIsTerminal = stderr.isTTY;
  return {
    outIsTerminal: stdout.isTTY,
    errIsTerminal,
    inIsTerminal: stdin.isTTY,
    colour: errIsTerminal && (env["NO_COLOR"] ?? "") === "" && env["TERM"] !== "dumb",
    canAsk: stdin.isTTY || (errIsTerminal && platform !== "win32"),
    out: (chunk) =>
      new Promise((resolve, reject) => {
        if (broken) reject(new BrokenPipe());
        else stdout.write(chunk, (error) => (error ? reject(new BrokenPipe()) : resolve()));
      }),
    err: (text) => {
      stderr.write(text);
    },
    async readAll(signal) {
      const stop = (): void => void stdin.destroy(new ExpectedError({ code: "cancelled" }));
      signal?.addEventListener("abort", stop, { once: true });
      return new Uint8Array(await arrayBuffer(stdin));
    },
    askHidden: async (question) => (await import("./hidden-prompt.ts")).askHidden(question, { stdin, stderr }),
    askLine: async (question) => (await import("./line-prompt.ts")).askLine(question, { stdin, stderr }),
  };
}
