import { type Disposable, l10n } from "vscode";
import { compareTab, type Side } from "../../reveal/compare-tab.ts";
import { registerCommand } from "../../register-command.ts";
import type { Services } from "../../services.ts";
import { chooseSecret } from "../choose.ts";
import { breadcrumb, lastPart, placeId, type SecretPlace } from "../place.ts";
import { secrets } from "../selection.ts";

/** The command *Compare*: two secrets, here or on different servers. Where fewer are selected, the rest is asked for. */
export function compareCommand(services: Services): Disposable {
  return registerCommand(services, "lockers.compareSecrets", async (...args) => {
    const selected = secrets(services.selection, args);
    const first = selected[0] ?? (await chooseSecret(services, l10n.t("Compare")));
    const second = selected[1] ?? (await chooseSecret(services, l10n.t("Compare {0} With", lastPart(first.at))));
    const title =
      placeId(first) === placeId(second) || lastPart(first.at) === lastPart(second.at)
        ? l10n.t("{0} (compare)", lastPart(first.at))
        : l10n.t("{0} and {1}", lastPart(first.at), lastPart(second.at));
    await compareTab(services, title, sideOf(services, first), sideOf(services, second));
  });
}

/** A secret as one side: its current version, or the one that is named. */
export function sideOf(services: Services, { server, at }: SecretPlace, version?: number): Side {
  const suffix = version === undefined ? "" : ` · v${version}`;
  return {
    server,
    label: `${breadcrumb(server, at)}${suffix}`,
    read: async (keys) => {
      const client = await services.connections().client(server);
      const audit = { who: "compare", ...(keys === undefined ? { why: "which keys differ" } : { keys }) };
      return (await client.read(at, { audit, ...(version === undefined ? {} : { version }) })).fields;
    },
  };
}
