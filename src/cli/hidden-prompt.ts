import { openSync } from "node:fs";
import { ReadStream } from "node:tty";
import { ExpectedError } from "../core/errors.ts";
import { Secret } from "../core/secrets/secret.ts";

interface Terminal {
  readonly stdin: NodeJS.ReadStream;
  readonly stderr: NodeJS.WriteStream;
}

/**
 * Asks on the terminal and reads a line without echo; from `/dev/tty` where standard input is taken by data.
 * Throws `cancelled` on Ctrl-C, Ctrl-D on an empty line, or where the terminal goes away.
 */
export async function askHidden(question: string, { stdin, stderr }: Terminal): Promise<Secret> {
  const own = stdin.isTTY ? undefined : new ReadStream(openSync("/dev/tty", "r"));
  const input = own ?? stdin;
  input.setRawMode(true);
  stderr.write(question);
  try {
    return await readHidden(input);
  } finally {
    input.setRawMode(false);
    stderr.write("\n");
    if (own === undefined) input.pause();
    else own.destroy();
  }
}

function readHidden(input: NodeJS.ReadStream): Promise<Secret> {
  return new Promise((resolve, reject) => {
    const line = lineOfKeys();
    const decoder = new TextDecoder();
    const end = (finish: () => void): void => {
      input.off("data", take);
      input.off("end", cancel);
      finish();
    };
    const cancel = (): void => end(() => reject(new ExpectedError({ code: "cancelled" })));
    const take = (chunk: Uint8Array): void => {
      for (const character of decoder.decode(chunk, { stream: true })) {
        const state = line.press(character);
        if (state === "cancelled") return cancel();
        if (state === "done") return end(() => resolve(Secret.of(line.text())));
      }
    };
    input.on("data", take);
    input.on("end", cancel);
    input.resume(); // an earlier question has paused it
  });
}

/** The keys of a line editor that shows nothing: Enter ends, Backspace and Ctrl-U take back, Ctrl-C and Ctrl-D cancel. */
export function lineOfKeys(): { press(key: string): "more" | "done" | "cancelled"; text(): string } {
  let typed: string[] = [];
  return {
    text: () => typed.join(""),
    press(key) {
      if (key === "\r" || key === "\n") return "done";
      if (key === "\u0003" || (key === "\u0004" && typed.length === 0)) return "cancelled";
      if (key === "\u007F" || key === "\b") typed.pop();
      else if (key === "\u0015") typed = [];
      else if (key >= " ") typed.push(key);
      return "more";
    },
  };
}
