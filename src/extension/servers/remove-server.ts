import { type Disposable, l10n } from "vscode";
import { ExpectedError } from "../../core/errors.ts";
import { registerCommand } from "../register-command.ts";
import type { Services } from "../services.ts";
import { chooseProfile } from "./choose-profile.ts";
import { memoryKey } from "./choose-way.ts";
import { lockersAtSignOut } from "./dying-lockers.ts";
import { lockerWords } from "./locker-words.ts";
import { removeProfile } from "./stored-profiles.ts";

/** The command *Remove Server*: signs out and forgets the server; what is on it stays. */
export function removeServerCommand(services: Services): Disposable {
  return registerCommand(services, "lockers.removeServer", async (...args) => {
    const { name } = await chooseProfile(services, l10n.t("Remove Server"), args);
    const verb = l10n.t("Remove");
    const lockers = await lockersAtSignOut(services, name);
    const pressed = await services.ask.modal({
      text: l10n.t('Remove "{0}"?', name),
      detail: [
        l10n.t("You are signed out of it. What is stored there stays; references to it stop working here."),
        ...(lockers.dying.length > 0 ? [lockerWords(lockers)] : []),
      ].join("\n"),
      verbs: [verb],
    });
    if (pressed !== verb) throw new ExpectedError({ code: "cancelled" });
    await services.sessions().signOut(name, { audit: { who: "remove server" } });
    await removeProfile(services, name);
    await services.globalMemory.update(memoryKey(name), undefined);
    services.reach().forget(name);
    services.changes.tell({ kind: "servers" });
  });
}
