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

/** Follows PATH, `MOUNT/…` on the command's server. Throws `bad-path`, and whatever the server says to a look at its mounts. */
export async function followPath(context: CommandContext, text: string, options: CallOptions): Promise<Place> {
  const { connections, server } = await context.services();
  const client = await connections.client(server, context.signal);
  return { client, at: await client.locate(text, options), key: undefined, version: undefined };
}
