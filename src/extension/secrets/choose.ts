import { l10n } from "vscode";
import { LOCAL } from "../../core/connections/connections.ts";
import { ExpectedError } from "../../core/errors.ts";
import type { CallOptions } from "../../core/vault/client.ts";
import type { Row } from "../ask.ts";
import type { Services } from "../services.ts";
import { inOrder } from "./in-order.ts";
import { nameLabel } from "./name-label.ts";
import { below, type KeyPlace, type Place, type SecretPlace } from "./place.ts";
import { secretsAndKeys } from "./selection.ts";

const CALL: CallOptions = { audit: { who: "choose a secret" } };

/**
 * The secrets and keys a command is meant for. Where no row says so, the person walks down to one: server, mount,
 * folders, secret. Throws `cancelled`.
 */
export async function meantFor(
  services: Services,
  title: string,
  args: readonly unknown[],
): Promise<readonly (SecretPlace | KeyPlace)[]> {
  const rows = secretsAndKeys(services.selection, args);
  return rows.length > 0 ? rows : [await chooseSecret(services, title)];
}

/** Asks for one key of a secret; at once where it has only one. Throws `cancelled`. */
export async function chooseKey(services: Services, title: string, place: SecretPlace | KeyPlace): Promise<KeyPlace> {
  if (place.kind === "key") return place;
  const client = await services.connections().client(place.server);
  const { fields } = await client.read(place.at, { audit: { ...CALL.audit, why: "names of the keys" } });
  const [first, ...more] = [...fields.keys()].map((key) => ({ label: nameLabel(key), icon: "key", value: key }));
  const key =
    first !== undefined && more.length === 0
      ? first.value
      : await pick(services, title, first ? [first, ...more] : [], l10n.t("Choose a key"));
  return { ...place, kind: "key", key };
}

/** Asks for a server, `local` included; at once where there is only one. Throws `cancelled`. */
export async function chooseServer(services: Services, title: string): Promise<string> {
  const servers = services
    .connections()
    .profiles()
    .map(({ name }) => ({ label: name, icon: "server", value: name }));
  const local = (await services.localVault().state()) === "absent" ? [] : [localRow()];
  const [first, ...more] = [...local, ...servers];
  if (first === undefined) throw new ExpectedError({ code: "vault-absent" });
  return more.length === 0 ? first.value : pick(services, title, [first, ...more]);
}

function localRow(): Row<string> {
  return { label: l10n.t("Local Vault"), description: l10n.t("this computer"), icon: "device-desktop", value: LOCAL };
}

/** The person walks down to a secret: server, mount, folders. Throws `cancelled`. */
export async function chooseSecret(services: Services, title: string): Promise<SecretPlace> {
  const server = await chooseServer(services, title);
  let place: Exclude<Place, { kind: "server" | "key" }> = await chooseMount(services, title, server);
  while (place.kind === "folder") place = await chooseBelow(services, title, place);
  return place;
}

async function chooseMount(
  services: Services,
  title: string,
  server: string,
): Promise<Extract<Place, { kind: "folder" }>> {
  const client = await services.connections().client(server);
  const mounts = (await client.mounts(CALL)).filter(({ kind }) => kind !== "cubbyhole");
  const rows = mounts.map(({ mount, kind }) => ({
    label: nameLabel(mount),
    icon: "database",
    value: { kind: "folder", server, engine: kind, at: { mount, path: "" } } as const,
  }));
  const [only, ...more] = rows;
  return only !== undefined && more.length === 0 ? only.value : pick(services, title, rows);
}

async function chooseBelow(
  services: Services,
  title: string,
  folder: Extract<Place, { kind: "folder" }>,
): Promise<Exclude<Place, { kind: "server" | "key" }>> {
  const client = await services.connections().client(folder.server);
  const entries = inOrder(await client.list(folder.at, CALL));
  return pick(
    services,
    title,
    entries.map(({ name, kind }) => ({
      label: nameLabel(name),
      icon: kind === "folder" ? "folder" : "shield",
      value: { ...folder, kind, at: below(folder.at, name) },
    })),
  );
}

async function pick<Value>(
  services: Services,
  title: string,
  rows: readonly Row<Value>[],
  ask = l10n.t("Choose a secret"),
): Promise<Value> {
  const placeholder = rows.length === 0 ? l10n.t("No secrets yet.") : ask;
  const chosen = await services.ask.pick({ title, placeholder, rows });
  if (chosen === undefined) throw new ExpectedError({ code: "cancelled" });
  return chosen;
}
