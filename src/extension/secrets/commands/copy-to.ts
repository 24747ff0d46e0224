import { type Disposable, l10n } from "vscode";
import { ExpectedError } from "../../../core/errors.ts";
import type { VaultClient } from "../../../core/vault/client.ts";
import { registerCommand } from "../../register-command.ts";
import type { Services } from "../../services.ts";
import { chooseServer, meantFor } from "../choose.ts";
import { below, folderOf, lastPart, type Place } from "../place.ts";
import { places, secrets } from "../selection.ts";
import { askTarget } from "./ask-target.ts";
import { olderVersions, staysBehind } from "./older-versions.ts";
import { moveTo } from "./rename.ts";
import { transferOne, transferTree } from "./transfer.ts";

type Copyable = Exclude<Place, { kind: "server" | "key" }>;

/** The command *Copy To…*: secrets or a folder to another place, here or on another server; there also to move them. */
export function copyToCommand(services: Services): Disposable {
  return registerCommand(services, "lockers.copyTo", async (...args) => {
    const title = l10n.t("Copy To");
    const [first, ...more] = await copyable(services, title, args);
    if (first === undefined) return;
    const server = await chooseServer(services, title);
    const client = await services.connections().client(server);
    const elsewhere = server !== first.server;
    if (more.length > 0) return copyAll(services, [first, ...more], client, title);
    const source = await services.connections().client(first.server);
    const note = first.kind === "secret" ? staysBehind(await olderVersions(source, first.at, first.engine)) : undefined;
    const now = elsewhere ? undefined : first.at;
    const at = await askTarget(services, {
      title,
      client,
      start: await startAt(client, first),
      kind: first.kind,
      now,
      note,
    });
    if (elsewhere && (await goesAway(services, title))) {
      await moveTo(services, first, { client, at });
      return;
    }
    const transfer = {
      kind: "copy",
      from: { client: source, at: first.at },
      to: { client, at },
      versions: "current",
    } as const;
    await (first.kind === "secret" ? transferOne(services, transfer) : transferTree(services, transfer));
  });
}

/** Several go into one folder, each under its own name. */
async function copyAll(
  services: Services,
  all: readonly Copyable[],
  client: VaultClient,
  title: string,
): Promise<void> {
  const [first] = all;
  if (first === undefined) return;
  const start = folderOf(await startAt(client, first));
  const folder = await askTarget(services, { title, client, start, kind: "into", now: undefined });
  for (const { server, at } of all) {
    const source = await services.connections().client(server);
    const to = { client, at: below(folder, lastPart(at)) };
    await transferOne(services, { kind: "copy", from: { client: source, at }, to, versions: "current" });
  }
}

/** The same path where the other server has a mount of that name, else in its first KV mount. */
async function startAt(client: VaultClient, { at }: Copyable): Promise<Copyable["at"]> {
  const mounts = (await client.mounts({ audit: { who: "copy to" } })).filter(({ kind }) => kind !== "cubbyhole");
  if (mounts.some(({ mount }) => mount === at.mount)) return at;
  return { mount: mounts[0]?.mount ?? at.mount, path: at.path };
}

async function goesAway(services: Services, title: string): Promise<boolean> {
  const chosen = await services.ask.pick({
    title,
    rows: [
      { label: l10n.t("Copy Here"), description: l10n.t("the original stays"), icon: "copy", value: false },
      { label: l10n.t("Move Here"), description: l10n.t("the original goes"), icon: "arrow-right", value: true },
    ],
  });
  if (chosen === undefined) throw new ExpectedError({ code: "cancelled" });
  return chosen;
}

async function copyable(services: Services, title: string, args: readonly unknown[]): Promise<readonly Copyable[]> {
  const [row] = places(services.selection, args);
  if (row?.kind === "folder") return row.at.path === "" ? [] : [row];
  const chosen = secrets(services.selection, args);
  if (chosen.length > 0) return chosen;
  return (await meantFor(services, title, args)).map(({ server, engine, at }) => ({
    kind: "secret",
    server,
    engine,
    at,
  }));
}
