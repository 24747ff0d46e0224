import { l10n } from "vscode";
import { ExpectedError } from "../../../core/errors.ts";
import { restoreVersion } from "../../../core/secrets/restore-version.ts";
import type { CallOptions } from "../../../core/vault/client.ts";
import { serverName } from "../../messages.ts";
import type { Services } from "../../services.ts";
import { fullPath, type KeyPlace, type SecretPlace } from "../place.ts";

const CALL: CallOptions = { audit: { who: "delete" } };

/**
 * Deletes keys of one secret: on KV v2 at once, with Undo; else asked before. Where none would be left, the secret goes
 * (`whole`).
 */
export async function deleteKeys(
  services: Services,
  keys: readonly KeyPlace[],
  whole: (secrets: readonly SecretPlace[]) => Promise<void>,
): Promise<void> {
  const [first] = keys;
  if (first === undefined) return;
  const { server, at, engine } = first;
  const names = keys.map(({ key }) => key);
  const client = await services.connections().client(server);
  const before = await client.read(at, { audit: { ...CALL.audit, why: "keys that stay" } });
  if ([...before.fields.keys()].every((name) => names.includes(name))) {
    return whole([{ kind: "secret", server, engine, at }]);
  }
  if (before.version === undefined) await confirm(services, first, names);
  await client.patch(at, new Map(names.map((name) => [name, undefined])), CALL);
  services.changes.tell({ kind: "secrets", server, at });
  if (before.version === undefined) return;
  const undo = l10n.t("Undo");
  const text = l10n.t("Deleted {0} from {1}.", names.join(", "), fullPath(at));
  if ((await services.ask.toast({ level: "info", text, buttons: [undo] })) !== undo) return;
  await restoreVersion(client, at, before.version, { audit: { ...CALL.audit, why: "undo" } });
  services.changes.tell({ kind: "secrets", server, at, select: true });
}

async function confirm(services: Services, { server, at }: KeyPlace, names: readonly string[]): Promise<void> {
  const verb = l10n.t("Delete");
  const text = l10n.t('Delete "{0}" from {1} on {2}?', names.join('", "'), fullPath(at), serverName(server));
  const detail = l10n.t("It is gone for good. There is no undo.");
  if ((await services.ask.modal({ text, detail, verbs: [verb] })) !== verb)
    throw new ExpectedError({ code: "cancelled" });
}
