import { ExpectedError } from "../../errors.ts";
import type { CallOptions, VaultClient } from "../../vault/client.ts";
import type { Mount, SecretPath } from "../../vault/types.ts";

/** What is told while a server is listed. */
export interface WalkProgress {
  /** Secrets of one folder. */
  found(paths: readonly SecretPath[], kind: Mount["kind"]): void;
  /** A folder that may not be listed, or that nobody can name. */
  refused(folder: SecretPath): void;
}

/** So many listings run at once on one server. */
const WIDTH = 8;
/** Deeper than people file things; a server that makes folders up must end somewhere. */
const DEEPEST = 64;
const MOST = 1_000_000;

/**
 * Lists everything the token may list, folder by folder: values are not read. Folders that are closed to it are told and
 * passed over. Throws what a server that fails throws, and `cancelled`.
 */
export async function walk(
  client: Pick<VaultClient, "mounts" | "list">,
  progress: WalkProgress,
  options: CallOptions,
): Promise<void> {
  const mounts = await client.mounts(options);
  const waiting = mounts
    .filter(({ kind }) => kind !== "cubbyhole")
    .map(({ mount, kind }) => ({ at: { mount, path: "" }, kind }));
  let found = 0;

  async function list({ at: folder, kind: engine }: { readonly at: SecretPath; readonly kind: Mount["kind"] }) {
    const entries = await entriesOf(client, folder, options);
    if (entries === undefined) return progress.refused(folder);
    const prefix = folder.path === "" ? "" : `${folder.path}/`;
    const at = (name: string): SecretPath => ({ mount: folder.mount, path: `${prefix}${name}` });
    const secrets = entries.filter(({ kind }) => kind === "secret").map(({ name }) => at(name));
    found += secrets.length;
    if (secrets.length > 0) progress.found(secrets, engine);
    if (prefix.split("/").length > DEEPEST || found > MOST) return progress.refused(folder);
    for (const { name, kind } of entries) if (kind === "folder") waiting.push({ at: at(name), kind: engine });
  }

  await drain(waiting, list);
}

/** Works off a list that grows meanwhile. The first failure ends it once what was begun has ended. */
async function drain<Item>(waiting: Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const running = new Set<Promise<void>>();
  const failures: unknown[] = [];
  for (;;) {
    while (running.size < WIDTH && failures.length === 0) {
      const next = waiting.pop();
      if (next === undefined) break;
      const one = work(next)
        .catch((error: unknown) => void failures.push(error))
        .finally(() => running.delete(one));
      running.add(one);
    }
    if (running.size === 0) break;
    await Promise.race(running);
  }
  if (failures.length > 0) throw failures[0];
}

async function entriesOf(client: Pick<VaultClient, "list">, folder: SecretPath, options: CallOptions) {
  try {
    return await client.list(folder, options);
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    if (error.problem.code === "not-allowed" || error.problem.code === "bad-path") return undefined;
    throw error;
  }
}
