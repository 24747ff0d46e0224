import { basename } from "node:path";
import { type Disposable, l10n } from "vscode";
import { LOCAL } from "../../../core/connections/connections.ts";
import type { Mount } from "../../../core/vault/types.ts";
import { openLocalVault } from "../../local-vault/open-local-vault.ts";
import { registerCommand } from "../../register-command.ts";
import type { Services } from "../../services.ts";
import { type FormFiles, formFiles } from "../form/form-files.ts";
import type { FormRow } from "../form/form-messages.ts";
import { formTab } from "../form/form-tab.ts";
import { storeLabel } from "../form/store-label.ts";
import { folderOf, type Place } from "../place.ts";
import { places } from "../selection.ts";

/** A place to store in that answers now. */
interface Store {
  readonly server: string;
  readonly mounts: readonly Mount[];
}

/** The command *New Secret…*. Where there is no place to store in yet, the local vault is made first. */
export function newSecretCommand(services: Services): Disposable {
  return registerCommand(services, "lockers.newSecret", async (...args) =>
    openNewSecret(services, places(services.selection, args)[0]),
  );
}

/** A file that is to be a value: by its path, or what was dropped. */
export type DroppedFile = { readonly path: string } | { readonly name: string; readonly bytes: Uint8Array };

/** Opens the form for a new secret near a row, with a file as its first value where one is given. */
export async function openNewSecret(services: Services, near: Place | undefined, dropped?: DroppedFile): Promise<void> {
  const wanted = near?.server ?? (await firstServer(services));
  if (wanted === LOCAL) await openLocalVault(services);
  const stores = await reachable(services, wanted);
  const mount = startMount(near, stores.find(({ server }) => server === wanted)?.mounts ?? []);
  const path = startPath(near);
  const files = formFiles();
  const rows = dropped === undefined ? [] : [await fileRow(files, dropped)];
  formTab(services, {
    title: l10n.t("New Secret"),
    start: {
      mode: "new",
      stores: stores.map(({ server, mounts }) => ({
        server,
        label: storeLabel(server),
        mounts: mounts.map((entry) => entry.mount),
      })),
      server: wanted,
      mount,
      path,
      keys: [],
      focus: "path",
      draft: rows.length === 0 ? undefined : { server: wanted, mount, path, rows },
    },
    engine: (server, name) => engineOf(stores, server, name),
    base: undefined,
    showStored: async () => undefined,
    files,
  });
}

async function fileRow(files: FormFiles, dropped: DroppedFile): Promise<FormRow> {
  const file = "path" in dropped ? await files.read(dropped.path) : files.take(dropped.name, dropped.bytes);
  const name = "path" in dropped ? basename(dropped.path) : dropped.name;
  return { name, from: undefined, value: undefined, json: false, file };
}

/** The only server signed in where there is no local vault, else `local`. */
async function firstServer(services: Services): Promise<string> {
  if ((await services.localVault().state()) !== "absent") return LOCAL;
  const names = services
    .connections()
    .profiles()
    .map(({ name }) => name);
  const states = await Promise.all(names.map(async (name) => services.session(name)));
  const signedIn = names.filter((_, index) => states[index]?.kind === "signed-in");
  return signedIn.length === 1 ? (signedIn[0] ?? LOCAL) : LOCAL;
}

/** The wanted server has to answer; others that do not are left out of the form. */
async function reachable(services: Services, wanted: string): Promise<readonly Store[]> {
  const names = [
    LOCAL,
    ...services
      .connections()
      .profiles()
      .map(({ name }) => name),
  ];
  const asked = await Promise.allSettled(names.map(async (server) => mountsOf(services, server)));
  return asked.flatMap((answer, index) => {
    if (answer.status === "fulfilled") return [answer.value];
    if (names[index] === wanted) throw answer.reason;
    return [];
  });
}

async function mountsOf(services: Services, server: string): Promise<Store> {
  const client = await services.connections().client(server);
  const mounts = await client.mounts({ audit: { who: "form" } });
  return { server, mounts: mounts.filter(({ kind }) => kind !== "cubbyhole") };
}

function startMount(near: Place | undefined, mounts: readonly Mount[]): string {
  if (near !== undefined && near.kind !== "server") return near.at.mount;
  return (mounts.find(({ kind }) => kind === "kv-2") ?? mounts[0])?.mount ?? "";
}

function startPath(near: Place | undefined): string {
  if (near === undefined || near.kind === "server") return "";
  const { path } = near.kind === "folder" ? near.at : folderOf(near.at);
  return path === "" ? "" : `${path}/`;
}

function engineOf(stores: readonly Store[], server: string, mount: string): Mount["kind"] {
  const mounts = stores.find((store) => store.server === server)?.mounts ?? [];
  return mounts.find((entry) => entry.mount === mount)?.kind ?? "kv-1"; // the kind that takes no check-and-set
}
