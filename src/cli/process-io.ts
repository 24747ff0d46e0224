import { arrayBuffer } from "node:stream/consumers";
import { ExpectedError } from "../core/errors.ts";
import { BrokenPipe, type Io } from "./io.ts";

/** Standard streams of this process. */
export function processIo({ stdin, stdout, stderr, env, platform }: NodeJS.Process): Io {
  let broken: Error | undefined;
  stdout.on("error", (error) => (broken ??= outputProblem(error))); // also told to the callback of the write
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
        if (broken !== undefined) reject(broken);
        else stdout.write(chunk, (error) => (error ? reject(outputProblem(error)) : resolve()));
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

/** That nobody reads any more is no problem; a disk that is full is one. */
function outputProblem(error: Error): Error {
  const isPipe = "code" in error && (error.code === "EPIPE" || error.code === "ERR_STREAM_DESTROYED");
  return isPipe
    ? new BrokenPipe()
    : new ExpectedError({ code: "file-unwritable", file: "standard output" }, { cause: error });
}
