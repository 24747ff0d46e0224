import { ExpectedError } from "../../src/core/errors.ts";
import { Secret } from "../../src/core/secrets/secret.ts";
import type { Io } from "../../src/cli/io.ts";

/** Standard streams in memory. `answers` are what a person types when asked, in order. */
export interface FakeIo extends Io {
  stdout(): string;
  stderr(): string;
  readonly asked: readonly string[];
}

export function fakeIo(options: { stdin?: string | Uint8Array; answers?: string[]; terminal?: boolean } = {}): FakeIo {
  const out: Uint8Array[] = [];
  const err: string[] = [];
  const asked: string[] = [];
  const answers = [...(options.answers ?? [])];
  const terminal = options.terminal ?? false;
  return {
    outIsTerminal: terminal,
    errIsTerminal: terminal,
    inIsTerminal: terminal,
    colour: false,
    canAsk: terminal,
    out: async (chunk) => void out.push(Buffer.from(chunk)),
    err: (text) => void err.push(text),
    readAll: async () => Buffer.from(options.stdin ?? ""),
    async askHidden(question) {
      asked.push(question);
      const answer = answers.shift();
      if (answer === undefined) throw new ExpectedError({ code: "cancelled" });
      return Secret.of(answer);
    },
    async askLine(question) {
      return (await this.askHidden(question)).reveal();
    },
    asked,
    stdout: () => Buffer.concat(out).toString("utf8"),
    stderr: () => err.join(""),
  };
}
