import { l10n } from "vscode";
import { LOCAL, type ServerProfile } from "../../core/connections/connections.ts";
import { findProfile } from "../../core/connections/find-profile.ts";
import { ExpectedError } from "../../core/errors.ts";
import type { Services } from "../services.ts";
import { places } from "../secrets/selection.ts";

/**
 * The server a command is meant for: named by a link, selected in the view, the only one, or picked. Throws
 * `cancelled`, and `unknown-server` for a name that is none.
 */
export async function chooseProfile(
  services: Services,
  title: string,
  args: readonly unknown[],
): Promise<ServerProfile> {
  const profiles = services.connections().profiles();
  const [named] = args;
  if (typeof named === "string") return findProfile(profiles, named);
  const place = places(services.selection, args)[0];
  if (place !== undefined && place.server !== LOCAL) return findProfile(profiles, place.server);
  const [only, ...more] = profiles;
  if (only !== undefined && more.length === 0) return only;
  const rows = profiles.map((profile) => ({ label: profile.name, icon: "server", value: profile }));
  const placeholder = rows.length === 0 ? l10n.t("No servers yet. Add Server…") : l10n.t("Choose a server");
  const chosen = await services.ask.pick({ title, placeholder, rows });
  if (chosen === undefined) throw new ExpectedError({ code: "cancelled" });
  return chosen;
}
