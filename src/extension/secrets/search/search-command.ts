import { type Disposable, l10n } from "vscode";
import { registerCommand } from "../../register-command.ts";
import type { Services } from "../../services.ts";
import { chooseKey } from "../choose.ts";
import { referenceTo } from "../commands/copy-reference.ts";
import { reveal } from "../commands/reveal.ts";
import type { KeyPlace, SecretPlace } from "../place.ts";
import { findSecret } from "./find-secret.ts";
import type { SecretSearch } from "./secret-search.ts";
import { copyText } from "../../clipboard.ts";

/** The command *Search Secrets…*. Enter selects the row in the view; `show` does. */
export function searchCommand(
  services: Services,
  search: SecretSearch,
  show: (place: SecretPlace | KeyPlace) => Promise<void>,
): Disposable {
  return registerCommand(services, "lockers.searchSecrets", async () => {
    const title = l10n.t("Search Secrets");
    const copy = { icon: "link", title: l10n.t("Copy Reference") };
    const look = { icon: "eye", title: l10n.t("Reveal") };
    const found = await findSecret(services, search, { title, buttons: [copy, look] });
    if (found === undefined) return;
    const { value: place, button } = found;
    if (button === copy.title) {
      await copyText(await referenceTo(services, await chooseKey(services, copy.title, place)));
    } else if (button === look.title) await reveal(services, place);
    else await show(place);
  });
}
