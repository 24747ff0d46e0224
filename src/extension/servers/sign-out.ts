import { type Disposable, l10n } from "vscode";
import { registerCommand } from "../register-command.ts";
import type { Services } from "../services.ts";
import { chooseProfile } from "./choose-profile.ts";

/** The command *Sign Out*. */
export function signOutCommand(services: Services): Disposable {
  return registerCommand(services, "lockers.signOut", async (...args) => {
    const { name } = await chooseProfile(services, l10n.t("Sign Out"), args);
    await services.sessions().signOut(name, { audit: { who: "sign out" } });
    services.changes.tell({ kind: "servers" });
  });
}
