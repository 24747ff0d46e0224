import { type Disposable, l10n } from "vscode";
import { ExpectedError } from "../../../core/errors.ts";
import type { CallOptions } from "../../../core/vault/client.ts";
import { serverName } from "../../messages.ts";
import { registerCommand } from "../../register-command.ts";
import type { Services } from "../../services.ts";
import { meantFor } from "../choose.ts";
import { breadcrumb, fullPath, type KeyPlace, placeId, type SecretPlace } from "../place.ts";
import { deleteKeys } from "./delete-keys.ts";
import { mappingUses } from "./mapping-uses.ts";

const CALL: CallOptions = { audit: { who: "delete" } };
const LISTED = 10;

/**
 * The command *Delete…*: one secret of KV v2 at once, with Undo; everything else is asked before. Where keys of one secret
 * are selected, those alone go.
 */
export function deleteCommand(services: Services): Disposable {
  return registerCommand(services, "lockers.deleteSecret", async (...args) => {
    const meant = await meantFor(services, l10n.t("Delete…"), args);
    const keys = keysOfOne(meant);
    if (keys !== undefined) return deleteKeys(services, keys, async (places) => deleteSecrets(services, places));
    await deleteSecrets(services, meant.map(secretOf));
  });
}

async function deleteSecrets(services: Services, secrets: readonly SecretPlace[]): Promise<void> {
  const each = [...new Map(secrets.map((place) => [placeId(place), place])).values()];
  const [only, ...more] = each;
  if (only === undefined) return;
  if (more.length === 0 && only.engine === "kv-2") return deleteWithUndo(services, only);
  await confirm(services, each);
  for (const place of each) await remove(services, place);
}

/** The keys where nothing else is meant and all are of one secret. */
function keysOfOne(meant: readonly (SecretPlace | KeyPlace)[]): readonly KeyPlace[] | undefined {
  const keys = meant.flatMap((place) => (place.kind === "key" ? [place] : []));
  const secrets = new Set(keys.map((key) => placeId(secretOf(key))));
  return keys.length > 0 && keys.length === meant.length && secrets.size === 1 ? keys : undefined;
}

function secretOf({ server, engine, at }: SecretPlace | KeyPlace): SecretPlace {
  return { kind: "secret", server, engine, at };
}

async function deleteWithUndo(services: Services, place: SecretPlace): Promise<void> {
  const { server, at } = place;
  const client = await services.connections().client(server);
  const { version } = await client.read(at, { audit: { ...CALL.audit, why: "version to bring back" } });
  await remove(services, place);
  const undo = l10n.t("Undo");
  const text = [l10n.t("Deleted {0}.", fullPath(at)), ...(await usedBy(services, [place]))].join(" ");
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
      ? l10n.t('Delete "{0}" on {1}?', fullPath(only.at), serverName(only.server))
      : l10n.t("Delete {0} secrets?", secrets.length);
  const what = more.length === 0 ? await lostForGood(services, only) : listed(secrets);
  const detail = [what, ...(await usedBy(services, secrets))].join("\n");
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
  const engines = new Set(secrets.map(({ engine }) => (engine === "kv-2" ? "kv-2" : "kv-1")));
  return [
    ...lines,
    ...(rest > 0 ? [l10n.t("and {0} more", rest)] : []),
    "",
    ...(engines.has("kv-1") ? [l10n.t("Those on KV v1 are gone for good.")] : []),
    ...(engines.has("kv-2") ? [l10n.t("Those on KV v2 are hidden, and can be brought back with Show Versions.")] : []),
  ].join("\n");
}

/** `2 lines in lockers.env use it.`; nothing where no line does. */
async function usedBy(services: Services, secrets: readonly SecretPlace[]): Promise<readonly string[]> {
  const ids = new Set(secrets.map(({ server, at }) => breadcrumb(server, at)));
  const uses = await mappingUses(services, ({ server, at }) => ids.has(breadcrumb(server, at)));
  const lines = uses.reduce((sum, use) => sum + use.lines, 0);
  if (lines === 0) return [];
  if (secrets.length > 1) return [l10n.t("Lines in lockers.env that use them: {0}.", lines)];
  return [lines === 1 ? l10n.t("1 line in lockers.env uses it.") : l10n.t("{0} lines in lockers.env use it.", lines)];
}
