import { DataTransferItem, l10n, type DataTransfer, type TreeDragAndDropController, Uri } from "vscode";
import { ExpectedError } from "../../core/errors.ts";
import { serverName } from "../messages.ts";
import { reportProblem } from "../report-problem.ts";
import type { Services } from "../services.ts";
import { openNewSecret } from "./commands/new-secret.ts";
import { moveTo } from "./commands/rename.ts";
import { transferOne, transferTree } from "./commands/transfer.ts";
import { KEY_MIME, ROWS_MIME } from "./drag-mimes.ts";
import type { TreeNode } from "./node.ts";
import { below, folderOf, fullPath, type KeyPlace, lastPart, type Place, type SecretPlace } from "./place.ts";

type Folder = Extract<Place, { kind: "folder" }>;
type Movable = SecretPlace | Folder;

export interface SecretsDragAndDrop {
  readonly controller: Pick<TreeDragAndDropController<TreeNode>, "handleDrag" | "handleDrop">;
  /** The key that is dragged now. */
  readonly key: () => KeyPlace | undefined;
}

/**
 * Secrets and folders are moved by dragging them onto a folder; a file on a folder opens the form with it. What is
 * dragged stays in memory here: other extensions see only that something is.
 */
export function secretsDragAndDrop(services: Services): SecretsDragAndDrop {
  let dragged: readonly TreeNode[] = [];
  const key = (): KeyPlace | undefined => dragged.map(({ place }) => place).find((place) => place?.kind === "key");
  async function drop(target: TreeNode | undefined, data: DataTransfer): Promise<void> {
    const folder = folderAt(target?.place);
    if (folder === undefined) return;
    if (data.get(ROWS_MIME) !== undefined) return dropRows(services, movable(dragged), folder);
    await dropFile(services, data, folder);
  }
  return {
    key,
    controller: {
      handleDrag: (rows, data) => {
        dragged = rows;
        data.set(ROWS_MIME, new DataTransferItem("rows"));
        if (key() !== undefined) data.set(KEY_MIME, new DataTransferItem("key"));
      },
      handleDrop: async (target, data) => {
        const again = async (): Promise<void> => drop(target, data).catch(async (error: unknown) => told(error));
        const told = async (error: unknown): Promise<void> => reportProblem(services, "drop", error, again);
        await again();
      },
    },
  };
}

/** The folder a drop is meant for: that of the secret it fell on. */
function folderAt(place: Place | undefined): Folder | undefined {
  if (place === undefined || place.kind === "server") return undefined;
  if (place.kind === "folder") return place;
  const { server, engine, at } = place;
  return { kind: "folder", server, engine, at: folderOf(at) };
}

/** Mounts and servers stay where they are. */
function movable(rows: readonly TreeNode[]): readonly Movable[] {
  return rows.flatMap(({ place }) =>
    place?.kind === "secret" || (place?.kind === "folder" && place.at.path !== "") ? [place] : [],
  );
}

async function dropRows(services: Services, rows: readonly Movable[], folder: Folder): Promise<void> {
  const moved = rows.filter(
    ({ server, at }) => server !== folder.server || fullPath(folderOf(at)) !== fullPath(folder.at),
  );
  const [first] = moved;
  if (first === undefined) return;
  const verb = first.server === folder.server ? "move" : await copyOrMove(services, moved, folder);
  const client = await services.connections().client(folder.server);
  for (const place of moved) {
    const at = below(folder.at, lastPart(place.at));
    if (verb === "move") await moveTo(services, place, { client, at });
    else await copy(services, place, { client, at });
  }
  if (verb === "copy" || first.server !== folder.server) return;
  await offerUndo(services, moved, folder);
}

/** A drag may be a slip. */
async function offerUndo(services: Services, moved: readonly Movable[], folder: Folder): Promise<void> {
  const undo = l10n.t("Undo");
  const to = `${lastPart(folder.at)}/`;
  const [only, ...more] = moved;
  const text =
    only !== undefined && more.length === 0
      ? l10n.t("Moved {0} to {1}.", lastPart(only.at), to)
      : l10n.t("Moved {0} rows to {1}.", moved.length, to);
  if ((await services.ask.toast({ level: "info", text, buttons: [undo] })) !== undo) return;
  for (const place of moved) {
    const client = await services.connections().client(place.server);
    const now = { ...place, engine: folder.engine, at: below(folder.at, lastPart(place.at)) };
    await moveTo(services, now, { client, at: place.at });
  }
}

/** Throws `cancelled`. */
async function copyOrMove(services: Services, rows: readonly Movable[], folder: Folder): Promise<"copy" | "move"> {
  const [copyHere, moveHere] = [l10n.t("Copy Here"), l10n.t("Move Here")];
  const what = rows.length === 1 ? rows.map(({ at }) => lastPart(at)).join() : l10n.t("{0} rows", rows.length);
  const text = l10n.t("Put {0} into {1} on {2}?", what, fullPath(folder.at), serverName(folder.server));
  const pressed = await services.ask.modal({ text, verbs: [copyHere, moveHere] });
  if (pressed === copyHere) return "copy";
  if (pressed === moveHere) return "move";
  throw new ExpectedError({ code: "cancelled" });
}

async function copy(
  services: Services,
  { kind, server, at }: Movable,
  to: Parameters<typeof moveTo>[2],
): Promise<void> {
  const client = await services.connections().client(server);
  const transfer = { kind: "copy", from: { client, at }, to, versions: "current" } as const;
  await (kind === "secret" ? transferOne(services, transfer) : transferTree(services, transfer));
}

/** A file of the Explorer or of the desktop becomes a value of a new secret. */
async function dropFile(services: Services, data: DataTransfer, folder: Folder): Promise<void> {
  const dropped = [...data].map(([, item]) => item.asFile()).find((file) => file !== undefined);
  if (dropped !== undefined) {
    return openNewSecret(services, folder, { name: dropped.name, bytes: await dropped.data() });
  }
  const uri = (await data.get("text/uri-list")?.asString())?.split(/\r?\n/u).find((line) => line.startsWith("file:"));
  if (uri !== undefined) await openNewSecret(services, folder, { path: Uri.parse(uri).fsPath });
}
