import { ExpectedError, problemCode } from "../core/errors.ts";
import { looksLikeReference, parseReference, secretPathOf, type Reference } from "../core/references/reference.ts";
import type { CallOptions, VaultClient } from "../core/vault/client.ts";
import type { SecretPath } from "../core/vault/types.ts";
import type { CommandContext } from "./command.ts";

/** Where an argument leads to. */
export interface Place {
  readonly client: VaultClient;
  readonly at: SecretPath;
  /** Named by a reference only. */
  readonly key: string | undefined;
  readonly version: number | undefined;
}

/** `MOUNT/PATH` as a person types it. */
export function shownPath({ mount, path }: SecretPath): string {
  return path === "" ? mount : `${mount}/${path}`;
}

/**
 * Follows PATH: `MOUNT/…` on the command's server, or a reference, which names its server itself. Throws `bad-path`,
 * `reference-syntax`, `unknown-server`, and whatever the server says to a look at its mounts.
 */
export async function followPath(context: CommandContext, text: string, options: CallOptions): Promise<Place> {
  if (looksLikeReference(text)) return followReference(context, parseReference(text));
  const { connections, server } = await context.services();
  const client = await connections.client(server, context.signal);
  return { client, at: await locate(client, text, options), key: undefined, version: undefined };
}

/** Servers refuse an unknown mount in the same words as a forbidden one: only who may do everything knows it is not there. */
async function locate(client: VaultClient, text: string, options: CallOptions): Promise<SecretPath> {
  try {
    return await client.locate(text, options);
  } catch (error) {
    if (problemCode(error) !== "not-found" || (await mayEverything(client, text, options))) throw error;
    const { server } = client;
    throw new ExpectedError({ code: "not-allowed", server, path: text, right: "read" }, { cause: error });
  }
}

async function mayEverything(client: VaultClient, path: string, options: CallOptions): Promise<boolean> {
  return (await client.capabilities([path], options)).get(path)?.includes("root") === true;
}

/** As `followPath`, for a folder: a reference's last part belongs to the path, and a mount alone will do. */
export async function followFolder(context: CommandContext, text: string, options: CallOptions): Promise<Place> {
  if (!looksLikeReference(text)) return followPath(context, text, options);
  const below = parseReference(`${text.endsWith("/") ? text.slice(0, -1) : text}/-/-`);
  return followReference(context, { ...below, path: below.path.slice(0, -1) });
}

async function followReference(context: CommandContext, reference: Reference): Promise<Place> {
  const { connections } = await context.services();
  const client = await connections.client(reference.server, context.signal);
  const home = reference.home ? await connections.home(reference.server) : undefined;
  const { key, version } = reference;
  return { client, at: secretPathOf(reference, home), key, version };
}
