import { DataTransferItem, l10n, type DataTransfer, type TreeDragAndDropController, Uri } from "vscode";
import { ExpectedError } from "../../core/errors.ts";
import type { SecretEnd } from "../../core/secrets/secret-end.ts";
import { serverName } from "../messages.ts";
import { reportProblem } from "../report-problem.ts";
import type { Services } from "../services.ts";
import { openNewSecret } from "./commands/new-secret.ts";
import { type Gone, moveTo } from "./commands/rename.ts";
import { transferOne, transferTree } from "./commands/transfer.ts";
import { takenWords } from "./commands/transfer-report.ts";
import { KEY_MIME, ROWS_MIME } from "./drag-mimes.ts";
import type { TreeNode } from "./node.ts";
import { below, folderOf, fullPath, type KeyPlace, lastPart, type Place, type SecretPlace } from "./place.ts";

type Folder = Extract<Place, { kind: "folder" }>;
type Movable = SecretPlace | Folder;

/** A row that was dropped, and what of it went. */
interface Moved {
  readonly place: Movable;
  readonly to: SecretEnd;
  readonly gone: Gone;
}

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
  const dropped = rows.filter(
    ({ server, at }) => server !== folder.server || fullPath(folderOf(at)) !== fullPath(folder.at),
  );
  if (dropped.length === 0) return;
  const here = dropped.every(({ server }) => server === folder.server);
  const verb = here ? "move" : await copyOrMove(services, dropped, folder);
  const client = await services.connections().client(folder.server);
  const moved: Moved[] = [];
  for (const place of dropped) {
    const to = { client, at: below(folder.at, lastPart(place.at)) };
    if (place.kind === "folder" && (await isFolder(to))) {
      await services.ask.toast({ level: "warning", text: takenWords(to) });
      continue;
    }
    if (verb === "copy") {
      await copy(services, place, to);
      continue;
    }
    const gone = await moveTo(services, place, to);
    if (gone !== undefined) moved.push({ place, to, gone });
  }
  if (here && moved.length > 0) await offerUndo(services, moved, folder);
}

/** A folder that is dropped must not become one with another of its name. */
async function isFolder({ client, at }: SecretEnd): Promise<boolean> {
  return (await client.list(at, { audit: { who: "drop" } })).length > 0;
}

/** A drag may be a slip. */
async function offerUndo(services: Services, moved: readonly Moved[], folder: Folder): Promise<void> {
  const undo = l10n.t("Undo");
  const to = `${lastPart(folder.at)}/`;
  const [only, ...more] = moved;
  const text =
    only !== undefined && more.length === 0
      ? l10n.t("Moved {0} to {1}.", lastPart(only.place.at), to)
      : l10n.t("Moved {0} rows to {1}.", moved.length, to);
  if ((await services.ask.toast({ level: "info", text, buttons: [undo] })) !== undo) return;
  for (const each of moved) await takeBack(services, each);
}

/** Exactly what went: others may have put something beside it meanwhile. */
async function takeBack(services: Services, { place, to, gone }: Moved): Promise<void> {
  const back = { kind: "move", from: to, to: { client: to.client, at: place.at }, versions: "all" } as const;
  if (gone.kind === "secret") await transferOne(services, back);
  else await transferTree(services, { ...back, only: gone.paths });
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
