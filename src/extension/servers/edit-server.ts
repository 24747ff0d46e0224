import { type Disposable, l10n } from "vscode";
import type { ServerProfile } from "../../core/connections/connections.ts";
import { registerCommand } from "../register-command.ts";
import type { Services } from "../services.ts";
import { askSheet } from "../sheet-loop.ts";
import { chooseProfile } from "./choose-profile.ts";
import { memoryKey } from "./choose-way.ts";
import { serverRows } from "./server-sheet.ts";
import { changeProfile } from "./stored-profiles.ts";

/** The command *Edit Server…*: one sheet; nothing is changed before *Save*, and what was changed is not lost on Escape. */
export function editServerCommand(services: Services): Disposable {
  return registerCommand(services, "lockers.editServer", async (...args) => {
    const profile = await chooseProfile(services, l10n.t("Edit Server"), args);
    await edit(services, profile, profile);
  });
}

async function edit(services: Services, before: ServerProfile, first: ServerProfile): Promise<void> {
  const title = l10n.t("Edit {0}", before.name);
  let now = first;
  const saved = await askSheet(
    services.ask,
    {
      title,
      placeholder: l10n.t("Press Enter to save, or choose a line to change it"),
      rows: (profile) => {
        now = profile;
        const changed = changes(before, profile);
        return [
          {
            label: l10n.t("Save"),
            description: changed.length === 0 ? l10n.t("nothing changed") : changed.join(", "),
            icon: "save",
            value: { kind: "accept" },
          },
          ...serverRows(services, title, profile),
        ];
      },
    },
    first,
  );
  if (saved !== undefined) return save(services, before, saved);
  if (changes(before, now).length > 0) await setAside(services, before, now);
}

/** Names of what is not as it was. */
function changes(before: ServerProfile, after: ServerProfile): readonly string[] {
  const names: Readonly<Record<keyof ServerProfile, string>> = {
    addresses: l10n.t("addresses"),
    name: l10n.t("name"),
    signIn: l10n.t("sign-in"),
    namespace: l10n.t("namespace"),
    caFile: l10n.t("CA file"),
    clientCertificate: l10n.t("client certificate"),
    home: l10n.t("home"),
  };
  return Object.entries(names).flatMap(([key, name]) => (asText(before, key) === asText(after, key) ? [] : [name]));
}

function asText(profile: ServerProfile, key: string): string {
  return JSON.stringify(Object.entries(profile).find(([name]) => name === key)?.[1] ?? null);
}

async function setAside(services: Services, before: ServerProfile, now: ServerProfile): Promise<void> {
  const reopen = l10n.t("Reopen");
  const pressed = await services.ask.toast({
    level: "info",
    text: l10n.t("Unsaved changes to {0} were set aside.", before.name),
    buttons: [reopen],
  });
  if (pressed === reopen) await edit(services, before, now);
}

/** Under another name it is another server to references and to the keeper of sessions: the old session ends first. */
async function save(services: Services, before: ServerProfile, after: ServerProfile): Promise<void> {
  if (before.name !== after.name) await services.sessions().signOut(before.name, { audit: { who: "edit server" } });
  // The way that worked last may be none of the new ones.
  if (asText(before, "signIn") !== asText(after, "signIn"))
    await services.globalMemory.update(memoryKey(before.name), undefined);
  await changeProfile(services, before.name, after);
  services.reach().forget(before.name);
  services.changes.tell({ kind: "servers" });
}
