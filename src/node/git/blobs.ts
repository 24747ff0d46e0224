import type { Git, Started } from "./git.ts";
import { createByteSource, type ByteSource } from "./byte-source.ts";

/** Contents of a repository's files by their hash. */
export interface Blobs {
  /** Its bytes; `too-large` for more than `largest`; undefined where the repository does not have it. */
  read(hash: string, largest: number): Promise<Buffer | "too-large" | undefined>;
  /** Ends git. */
  close(): void;
}

interface Asked {
  readonly process: Started;
  readonly answers: ByteSource;
}

/** One git process answers sizes and one contents, each as long as it is needed. */
export function createBlobs(git: Git): Blobs {
  let checks: Asked | undefined;
  let contents: Asked | undefined;

  function open(option: string): Asked {
    const process = git.start(["cat-file", option]);
    process.ended.catch(() => undefined); // an answer that is missing tells
    return { process, answers: createByteSource(process.output) };
  }

  /** The size that git says; undefined for a hash that it does not have. */
  async function ask({ process, answers }: Asked, hash: string): Promise<number | undefined> {
    process.input.write(`${hash}\n`);
    const line = await answers.line();
    if (line === undefined) await process.ended; // throws what was wrong
    const [, size] = /^[0-9a-f]+ blob (\d+)$/.exec(line ?? "") ?? [];
    return size === undefined ? undefined : Number(size);
  }

  return {
    async read(hash, largest) {
      const size = await ask((checks ??= open("--batch-check")), hash);
      if (size === undefined) return undefined;
      if (size > largest) return "too-large";
      contents ??= open("--batch");
      if ((await ask(contents, hash)) !== size) return undefined;
      const bytes = await contents.answers.bytes(size + 1);
      return bytes.subarray(0, size);
    },
    close() {
      checks?.process.input.end();
      contents?.process.input.end();
    },
  };
}
