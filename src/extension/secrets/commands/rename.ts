import { type Disposable, l10n } from "vscode";
import type { VaultClient } from "../../../core/vault/client.ts";
import type { SecretPath } from "../../../core/vault/types.ts";
import { registerCommand } from "../../register-command.ts";
import type { Services } from "../../services.ts";
import { meantFor } from "../choose.ts";
import { type Engine, fullPath, type Place } from "../place.ts";
import { places } from "../selection.ts";
import { askTarget } from "./ask-target.ts";
import { askVersions, confirmLost, olderVersions } from "./older-versions.ts";
import { transferOne, transferTree } from "./transfer.ts";

type Movable = Exclude<Place, { kind: "server" | "key" }>;

/** What went of a place: the secret itself, or paths below the folder. */
export type Gone = { readonly kind: "secret" } | { readonly kind: "folder"; readonly paths: readonly string[] };

/** The command *Rename…*: another path on the same server, in any of its mounts, for a secret or a folder. */
export function renameCommand(services: Services): Disposable {
  return registerCommand(services, "lockers.renameSecret", async (...args) => {
    const title = l10n.t("Rename");
    const place = await movable(services, title, args);
    if (place === undefined) return;
    const client = await services.connections().client(place.server);
    const { at, kind } = place;
    const to = await askTarget(services, { title, client, start: at, kind, now: at });
    await moveTo(services, place, { client, at: to });
  });
}

/**
 * Moves a secret or a folder, having asked about older versions. Gives what went, undefined where nothing did. Throws
 * `cancelled`.
 */
export async function moveTo(
  services: Services,
  { server, at, kind, engine }: Movable,
  to: { readonly client: VaultClient; readonly at: SecretPath },
): Promise<Gone | undefined> {
  const client = await services.connections().client(server);
  const older = kind === "secret" ? await olderVersions(client, at, engine) : engine === "kv-2" ? undefined : 0;
  const target = await engineAt(to.client, to.at);
  if (target !== "kv-2") await confirmLost(services, fullPath(at), older);
  const versions = target === "kv-2" ? await askVersions(services, l10n.t("Move {0}", fullPath(at)), older) : "current";
  const transfer = { kind: "move", from: { client, at }, to, versions } as const;
  if (kind === "secret") return (await transferOne(services, transfer)) ? { kind } : undefined;
  const paths = await transferTree(services, transfer);
  return paths.length === 0 ? undefined : { kind, paths };
}

async function engineAt(client: VaultClient, at: SecretPath): Promise<Engine> {
  const mounts = await client.mounts({ audit: { who: "rename" } });
  return mounts.find(({ mount }) => mount === at.mount)?.kind ?? "kv-1";
}

/** A folder's row stands for itself, a key's for its secret. A mount cannot be renamed. */
async function movable(services: Services, title: string, args: readonly unknown[]): Promise<Movable | undefined> {
  const [row] = places(services.selection, args);
  if (row?.kind === "folder") return row.at.path === "" ? undefined : row;
  const [place] = await meantFor(services, title, args);
  if (place === undefined) return undefined;
  const { server, engine, at } = place;
  return { kind: "secret", server, engine, at };
}
