import { inParallel } from "../async/in-parallel.ts";
import { ExpectedError, problemCode } from "../errors.ts";
import { walk } from "../secrets/search/walk.ts";
import type { CallOptions, VaultClient } from "../vault/client.ts";
import type { SecretPath } from "../vault/types.ts";

const READS_AT_ONCE = 8;

/** Every secret that may be listed, with no value read. `progress` hears how many there are so far. Throws `cancelled`. */
export async function listAll(
  client: Pick<VaultClient, "mounts" | "list">,
  progress: (found: number) => void,
  options: CallOptions,
): Promise<readonly SecretPath[]> {
  const all: SecretPath[] = [];
  const found = (paths: readonly SecretPath[]): void => {
    for (const at of paths) all.push(at);
    progress(all.length);
  };
  await walk(client, { found, refused: () => undefined }, options);
  stopWhereCancelled(options);
  return all;
}

/**
 * Reads each secret once and keeps nothing: whoever listens to the client hears the values. Gives how many could be read;
 * deleted ones and those this token may only list are passed over. Throws `cancelled` and what a server that fails throws.
 */
export async function readEach(
  client: Pick<VaultClient, "read">,
  paths: readonly SecretPath[],
  progress: (done: number) => void,
  options: CallOptions,
): Promise<number> {
  let done = 0;
  let read = 0;
  const one = async (at: SecretPath): Promise<void> => {
    if (await canBeRead(client, at, options)) read += 1;
    progress((done += 1));
  };
  await inParallel(paths, READS_AT_ONCE, one, options.signal);
  stopWhereCancelled(options);
  return read;
}

const PASSED_OVER: readonly unknown[] = ["version-gone", "not-found", "not-allowed", "bad-path"];

async function canBeRead(client: Pick<VaultClient, "read">, at: SecretPath, options: CallOptions): Promise<boolean> {
  try {
    await client.read(at, options);
    return true;
  } catch (error) {
    if (PASSED_OVER.includes(problemCode(error))) return false;
    throw error;
  }
}

function stopWhereCancelled({ signal }: CallOptions): void {
  if (signal?.aborted === true) throw new ExpectedError({ code: "cancelled" });
}
