import { type Disposable, l10n } from "vscode";
import { registerCommand } from "../register-command.ts";
import type { Services } from "../services.ts";
import { chooseProfile } from "./choose-profile.ts";

/** The command *Cancel Sign-In*. Whoever waits for it is told that it was cancelled, and the person is not. */
export function cancelSignInCommand(services: Services): Disposable {
  return registerCommand(services, "lockers.cancelSignIn", async (...args) => {
    const { name } = await chooseProfile(services, l10n.t("Cancel Sign-In"), args);
    services.signInUnderWay(name)?.cancel();
  });
}
