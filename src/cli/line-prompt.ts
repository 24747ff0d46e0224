import { openSync } from "node:fs";
import { createInterface } from "node:readline/promises";
import { ReadStream } from "node:tty";
import { ExpectedError } from "../core/errors.ts";

interface Terminal {
  readonly stdin: NodeJS.ReadStream;
  readonly stderr: NodeJS.WriteStream;
}

/** Asks on the terminal, from `/dev/tty` where standard input is taken by data. Throws `cancelled` on Ctrl-C or Ctrl-D. */
export async function askLine(question: string, { stdin, stderr }: Terminal): Promise<string> {
  const own = stdin.isTTY ? undefined : new ReadStream(openSync("/dev/tty", "r"));
  const lines = createInterface({ input: own ?? stdin, output: stderr, terminal: true });
  const left = new Promise<never>((_, reject) => {
    const leave = () => reject(new ExpectedError({ code: "cancelled" }));
    lines.once("SIGINT", leave);
    lines.once("close", leave);
  });
  try {
    return (await Promise.race([lines.question(question), left])).trim();
  } finally {
    lines.close();
    own?.destroy();
  }
}
