import { type Disposable, l10n } from "vscode";
import { ExpectedError } from "../../core/errors.ts";
import { registerCommand } from "../register-command.ts";
import type { Services } from "../services.ts";
import { chooseProfile } from "./choose-profile.ts";
import { lockersAtSignOut } from "./dying-lockers.ts";
import { lockerWords } from "./locker-words.ts";

/** The command *Sign Out*: at once, unless lockers die with the session. */
export function signOutCommand(services: Services): Disposable {
  return registerCommand(services, "lockers.signOut", async (...args) => {
    const { name } = await chooseProfile(services, l10n.t("Sign Out"), args);
    const lockers = await lockersAtSignOut(services, name);
    if (lockers.dying.length > 0) {
      const verb = l10n.t("Sign Out");
      const pressed = await services.ask.modal({ text: lockerWords(lockers), verbs: [verb] });
      if (pressed !== verb) throw new ExpectedError({ code: "cancelled" });
    }
    await services.sessions().signOut(name, { audit: { who: "sign out" } });
    services.changes.tell({ kind: "servers" });
    if (lockers.dying.length > 0) services.changes.tell({ kind: "lockers" });
  });
}
