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
    await signOut(services, name, "sign out");
  });
}

/** Signs out, after asking where lockers die with the session. `who` does so, for the access log. Throws `cancelled`. */
export async function signOut(services: Services, server: string, who: string): Promise<void> {
  const lockers = await lockersAtSignOut(services, server);
  if (lockers.dying.length > 0) {
    const verb = l10n.t("Sign Out");
    const pressed = await services.ask.modal({ text: lockerWords(lockers), verbs: [verb] });
    if (pressed !== verb) throw new ExpectedError({ code: "cancelled" });
  }
  await services.sessions().signOut(server, { audit: { who } });
  services.changes.tell({ kind: "servers" });
  if (lockers.dying.length > 0) services.changes.tell({ kind: "lockers" });
}
