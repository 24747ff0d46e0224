import { type Disposable, l10n } from "vscode";
import type { CallOptions } from "../../../core/vault/client.ts";
import { ExpectedError } from "../../../core/errors.ts";
import { serverName } from "../../messages.ts";
import { registerCommand } from "../../register-command.ts";
import type { Services } from "../../services.ts";
import { meantFor } from "../choose.ts";
import { breadcrumb, fullPath, placeId, type SecretPlace } from "../place.ts";

const CALL: CallOptions = { audit: { who: "delete" } };
const LISTED = 10;

/** The command *Delete…*: one secret of KV v2 at once, with Undo; everything else is asked before. */
export function deleteCommand(services: Services): Disposable {
  return registerCommand(services, "lockers.deleteSecret", async (...args) => {
    const meant = await meantFor(services, l10n.t("Delete…"), args);
    const secrets = meant.map(({ server, engine, at }) => ({ kind: "secret", server, engine, at }) as const);
    const each = [...new Map(secrets.map((place) => [placeId(place), place])).values()];
    const [only, ...more] = each;
    if (only === undefined) return;
    if (more.length === 0 && only.engine === "kv-2") return deleteWithUndo(services, only);
    await confirm(services, each);
    for (const place of each) await remove(services, place);
  });
}

async function deleteWithUndo(services: Services, place: SecretPlace): Promise<void> {
  const { server, at } = place;
  const client = await services.connections().client(server);
  const { version } = await client.read(at, { audit: { ...CALL.audit, why: "version to bring back" } });
  await remove(services, place);
  const undo = l10n.t("Undo");
  const text = l10n.t("Deleted {0}.", fullPath(at));
  const pressed = await services.ask.toast({ level: "info", text, buttons: version === undefined ? [] : [undo] });
  if (pressed !== undo || version === undefined) return;
  await client.undelete(at, [version], { audit: { ...CALL.audit, why: "undo" } });
  services.changes.tell({ kind: "secrets", server, at, select: true });
}

async function remove(services: Services, { server, at, engine }: SecretPlace): Promise<void> {
  const client = await services.connections().client(server);
  await client.remove(at, CALL);
  services.changes.tell({ kind: "secrets", server, at, deleted: engine === "kv-2" ? "hidden" : "for-good" });
}

async function confirm(services: Services, secrets: readonly SecretPlace[]): Promise<void> {
  const verb = l10n.t("Delete");
  const [only, ...more] = secrets;
  if (only === undefined) return;
  const text =
    more.length === 0
      ? l10n.t('Delete "{0}" on {1}?', only.at.path, serverName(only.server))
      : l10n.t("Delete {0} secrets?", secrets.length);
  const detail = more.length === 0 ? await lostForGood(services, only) : listed(secrets);
  if ((await services.ask.modal({ text, detail, verbs: [verb] })) !== verb) {
    throw new ExpectedError({ code: "cancelled" });
  }
}

async function lostForGood(services: Services, { server, at }: SecretPlace): Promise<string> {
  const client = await services.connections().client(server);
  const { fields } = await client.read(at, { audit: { ...CALL.audit, why: "number of keys" } });
  return fields.size === 1
    ? l10n.t("Its key is gone for good. There is no undo.")
    : l10n.t("Its {0} keys are gone for good. There is no undo.", fields.size);
}

function listed(secrets: readonly SecretPlace[]): string {
  const lines = secrets.slice(0, LISTED).map(({ server, at }) => breadcrumb(server, at));
  const rest = secrets.length - LISTED;
  const gone = secrets.some(({ engine }) => engine !== "kv-2");
  return [
    ...lines,
    ...(rest > 0 ? [l10n.t("and {0} more", rest)] : []),
    ...(gone ? ["", l10n.t("Those on KV v1 are gone for good.")] : []),
  ].join("\n");
}
