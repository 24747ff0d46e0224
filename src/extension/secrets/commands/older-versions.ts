import { l10n } from "vscode";
import { ExpectedError, problemCode } from "../../../core/errors.ts";
import type { VaultClient } from "../../../core/vault/client.ts";
import type { SecretPath } from "../../../core/vault/types.ts";
import type { Services } from "../../services.ts";
import type { Engine } from "../place.ts";

/** How many older versions a secret has that are not gone for good; 0 where it keeps none or nobody may say. */
export async function olderVersions(client: VaultClient, at: SecretPath, engine: Engine): Promise<number> {
  if (engine !== "kv-2") return 0;
  try {
    const { versions, current } = await client.versions(at, { audit: { who: "rename", why: "older versions" } });
    return versions.filter(({ version, destroyed }) => version !== current && !destroyed).length;
  } catch (error) {
    if (problemCode(error) === undefined) throw error;
    return 0;
  }
}

/** What is said where copying leaves older versions behind; undefined where it leaves none. */
export function staysBehind(older: number): string | undefined {
  if (older === 0) return undefined;
  return older === 1 ? l10n.t("Its older version stays behind.") : l10n.t("Its {0} older versions stay behind.", older);
}

/** Asks what becomes of older versions when the old place goes. `older` undefined: a folder, nobody has counted. Throws `cancelled`. */
export async function askVersions(
  services: Services,
  title: string,
  older: number | undefined,
): Promise<"current" | "all"> {
  if (older === 0) return "current";
  const lost = older === undefined ? l10n.t("older versions are lost") : lostWords(older);
  const chosen = await services.ask.pick<"current" | "all">({
    title,
    placeholder: l10n.t("What about older versions?"),
    rows: [
      {
        label: l10n.t("Take All Versions Along"),
        description: l10n.t("they get new numbers"),
        icon: "history",
        value: "all",
      },
      { label: l10n.t("Current Version Only"), description: lost, icon: "warning", value: "current" },
    ],
  });
  if (chosen === undefined) throw new ExpectedError({ code: "cancelled" });
  return chosen;
}

/** Versions cannot go to an engine that keeps none: asked before they are lost. Throws `cancelled`. */
export async function confirmLost(services: Services, path: string, older: number | undefined): Promise<void> {
  if (older === 0) return;
  const verb = l10n.t("Move");
  const text = l10n.t('Move "{0}" to an engine without versions?', path);
  const detail = older === undefined ? l10n.t("Older versions are lost for good.") : `${lostWords(older)}.`;
  if ((await services.ask.modal({ text, detail, verbs: [verb] })) !== verb)
    throw new ExpectedError({ code: "cancelled" });
}

function lostWords(older: number): string {
  return older === 1 ? l10n.t("1 older version is lost") : l10n.t("{0} older versions are lost", older);
}
