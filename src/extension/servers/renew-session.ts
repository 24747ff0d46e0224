import { type Disposable, l10n } from "vscode";
import { registerCommand } from "../register-command.ts";
import type { Services } from "../services.ts";
import { chooseProfile } from "./choose-profile.ts";

/** The command *Renew Now*. */
export function renewSessionCommand(services: Services): Disposable {
  return registerCommand(services, "lockers.renewSession", async (...args) => {
    const { name } = await chooseProfile(services, l10n.t("Renew Now"), args);
    await services.renewing(name, services.sessions().renew(name, { audit: { who: "Renew Now" } }));
  });
}
