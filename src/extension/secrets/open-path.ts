import { type Disposable, l10n } from "vscode";
import { ExpectedError, problemCode } from "../../core/errors.ts";
import type { VaultClient } from "../../core/vault/client.ts";
import type { SecretPath } from "../../core/vault/types.ts";
import { describe } from "../messages.ts";
import { registerCommand } from "../register-command.ts";
import type { Services } from "../services.ts";
import { chooseServer } from "./choose.ts";
import { pathFault } from "./form/form-faults.ts";
import type { OpenedPath, OpenedPaths } from "./opened-paths.ts";
import { fullPath, type Place, type SecretPlace } from "./place.ts";

const CALL = { audit: { who: "open path" } };

type Folder = Extract<Place, { kind: "folder" }>;

/**
 * The command *Open Path…*: asks for a path, below the folder it is called on or with its mount, and shows what is
 * there, which need not be listed anywhere. A path that leads nowhere is told in the field.
 */
export function openPathCommand(
  services: Services,
  opened: OpenedPaths,
  show: (place: SecretPlace | Folder) => Promise<void>,
): Disposable {
  return registerCommand(services, "lockers.openPath", async (...args) => {
    const [place] = args.length === 0 ? [] : services.selection.rows(args).map((row) => row.place);
    const folder = place?.kind === "folder" ? place : undefined;
    const server = folder?.server ?? (await chooseServer(services, l10n.t("Open Path")));
    const client = await services.connections().client(server);
    const found = await askPath(services, client, folder);
    const engine = folder?.engine ?? (await engineOf(client, found.at.mount));
    opened.add(server, folder?.at ?? { mount: found.at.mount, path: "" }, found);
    await show({ kind: found.kind, server, engine, at: found.at });
  });
}

/** Throws `cancelled`. */
async function askPath(services: Services, client: VaultClient, folder: Folder | undefined): Promise<OpenedPath> {
  let found: OpenedPath | undefined;
  await services.ask.input({
    title: l10n.t("Open Path"),
    placeholder: folder === undefined ? l10n.t("Mount and path") : l10n.t("Path below {0}", fullPath(folder.at)),
    check: (text) => (text === "" ? undefined : pathFault(text, l10n.t)),
    accept: async (text) => {
      const fault = pathFault(text, l10n.t);
      if (fault !== undefined) return fault;
      try {
        found = await look(client, await placeOf(client, folder, text));
        return undefined;
      } catch (error) {
        return sentence(error);
      }
    },
  });
  if (found === undefined) throw new ExpectedError({ code: "cancelled" });
  return found;
}

async function engineOf(client: VaultClient, name: string): Promise<Folder["engine"]> {
  return (await client.mounts(CALL)).find(({ mount }) => mount === name)?.kind ?? "kv-1";
}

async function placeOf(client: VaultClient, folder: Folder | undefined, typed: string): Promise<SecretPath> {
  if (folder === undefined) return client.locate(typed, CALL);
  const { mount, path } = folder.at;
  return { mount, path: path === "" ? typed : `${path}/${typed}` };
}

/** A secret that can be read, or a folder that can be listed. Throws why it is neither. */
async function look(client: VaultClient, at: SecretPath): Promise<OpenedPath> {
  try {
    await client.read(at, { audit: { ...CALL.audit, why: "is it there" } });
    return { at, kind: "secret" };
  } catch (error) {
    const code = problemCode(error);
    if (code === "version-gone") return { at, kind: "secret" };
    if (code !== "not-found" && code !== "not-allowed") throw error;
    const entries = await client.list(at, CALL).catch((): readonly unknown[] => []);
    if (entries.length === 0) throw error;
    return { at, kind: "folder" };
  }
}

function sentence(error: unknown): string {
  if (!(error instanceof ExpectedError)) throw error;
  return describe(error.problem).text;
}
