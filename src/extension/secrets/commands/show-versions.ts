import { type Disposable, l10n } from "vscode";
import { ExpectedError } from "../../../core/errors.ts";
import { restoreVersion } from "../../../core/secrets/restore-version.ts";
import type { CallOptions, VaultClient } from "../../../core/vault/client.ts";
import type { SecretHistory, SecretVersion } from "../../../core/vault/types.ts";
import { serverName } from "../../messages.ts";
import { registerCommand } from "../../register-command.ts";
import { compareTab, versionsTitle } from "../../reveal/compare-tab.ts";
import type { Services } from "../../services.ts";
import { ago } from "../../times.ts";
import { meantFor } from "../choose.ts";
import { fullPath, lastPart, type SecretPlace } from "../place.ts";
import { sideOf } from "./compare.ts";
import { revealVersion } from "./reveal.ts";
import { deedsOf, deedWords, isDeleted, type VersionChoice, type VersionDeed, versionRows } from "./version-rows.ts";

const CALL: CallOptions = { audit: { who: "versions" } };

/** The command *Show Versions*: a list with what each version allows. After a change the list comes again. */
export function showVersionsCommand(services: Services): Disposable {
  return registerCommand(services, "lockers.showVersions", async (...args) => {
    const [meant] = await meantFor(services, l10n.t("Show Versions"), args);
    if (meant === undefined) return;
    const { server, engine, at } = meant;
    const place: SecretPlace = { kind: "secret", server, engine, at };
    const client = await services.connections().client(server);
    while (await showOnce(services, client, place));
  });
}

/** True where something was changed, so that the list is to be shown again. */
async function showOnce(services: Services, client: VaultClient, place: SecretPlace): Promise<boolean> {
  const history = await client.versions(place.at, CALL);
  const now = services.clock.now();
  const title = l10n.t("Versions of {0}", fullPath(place.at));
  const rows = versionRows(history, now, (at) => ago(at, now));
  const choice = await services.ask.pick({ title, placeholder: l10n.t("Choose a version"), rows });
  if (choice === undefined) return false;
  const deed = choice.deed ?? (await askDeed(services, choice, history));
  return deed === undefined ? true : act(services, client, place, { history, version: choice.version, deed });
}

/** The same as the row's buttons, for the keyboard. Undefined: back to the list. */
async function askDeed(services: Services, { version }: VersionChoice, history: SecretHistory) {
  const deeds = deedsOf(version, history, services.clock.now());
  const rows = deeds.map((deed) => ({ label: deedWords(deed).title, icon: deedWords(deed).icon, value: deed }));
  const title = l10n.t("Version {0}", version.version);
  const placeholder = rows.length === 0 ? l10n.t("Its values are gone for good.") : l10n.t("What about it?");
  return services.ask.pick<VersionDeed>({ title, placeholder, rows });
}

interface Deed {
  readonly history: SecretHistory;
  readonly version: SecretVersion;
  readonly deed: VersionDeed;
}

async function act(services: Services, client: VaultClient, place: SecretPlace, { history, version, deed }: Deed) {
  const { at, server } = place;
  const number = version.version;
  switch (deed) {
    case "compare":
      await compareVersions(services, place, history, version);
      return false;
    case "reveal":
      await revealVersion(services, place, number);
      return false;
    case "restore":
      await restoreVersion(client, at, number, { audit: { ...CALL.audit, why: `restore version ${number}` } });
      break;
    case "undelete":
      await client.undelete(at, [number], CALL);
      break;
    case "destroy":
      await confirmDestroy(services, place, number);
      await client.destroy(at, [number], CALL);
      break;
  }
  services.changes.tell({ kind: "secrets", server, at, select: deed === "restore" });
  return true;
}

/** With the current version; the current one itself with the newest before it. The older one is on the left. */
async function compareVersions(
  services: Services,
  place: SecretPlace,
  { versions, current }: SecretHistory,
  { version }: SecretVersion,
): Promise<void> {
  const now = services.clock.now();
  const others = versions.filter((other) => other.version !== version && !other.destroyed && !isDeleted(other, now));
  const other = (others.find((each) => each.version === current) ?? others[0])?.version;
  if (other === undefined) return;
  const [left, right] = [Math.min(version, other), Math.max(version, other)];
  const title = versionsTitle(lastPart(place.at), left, right);
  await compareTab(services, title, sideOf(services, place, left), sideOf(services, place, right));
}

async function confirmDestroy(services: Services, { server, at }: SecretPlace, version: number): Promise<void> {
  const verb = l10n.t("Destroy");
  const text = l10n.t('Destroy version {0} of "{1}" on {2}?', version, fullPath(at), serverName(server));
  const detail = l10n.t("Its values are gone for good. There is no undo.");
  if ((await services.ask.modal({ text, detail, verbs: [verb] })) !== verb)
    throw new ExpectedError({ code: "cancelled" });
}
