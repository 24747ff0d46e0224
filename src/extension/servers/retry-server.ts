import { type Disposable, l10n, window } from "vscode";
import { registerCommand } from "../register-command.ts";
import type { Services } from "../services.ts";
import { lookAgain } from "./look-again.ts";
import { chooseProfile } from "./choose-profile.ts";

/** The command *Retry* of a server that could not be used: asks each address again. */
export function retryServerCommand(services: Services): Disposable {
  return registerCommand(services, "lockers.retryServer", async (...args) => {
    const profile = await chooseProfile(services, l10n.t("Retry"), args);
    const trouble = await window.withProgress({ location: { viewId: "lockers.secrets" } }, async () =>
      lookAgain(services, profile),
    );
    if (trouble === undefined && (await services.session(profile.name)).kind === "signed-in")
      services.changes.tell({ kind: "servers", open: profile.name });
  });
}
