import { l10n, ProgressLocation, window } from "vscode";
import { ExpectedError } from "../../core/errors.ts";
import type { Services } from "../services.ts";
import { askNewPassphrase } from "./ask-new-passphrase.ts";
import { openLocalVault } from "./open-local-vault.ts";

const title = (): string => l10n.t("Change Passphrase");

/**
 * *Change Passphrase…*: asks for a new one, of a vault that is open or is opened first. Who forgot theirs while VS Code
 * still opens the vault gets a new one by this. Afterwards it offers a new vault key, which takes longer, and matters only
 * where somebody may know the old passphrase and has a copy of the file. Throws `vault-absent`, `cancelled`, `slot-too-old`.
 */
export async function changePassphrase(services: Services): Promise<void> {
  const vault = services.localVault();
  if ((await vault.state()) === "absent") throw new ExpectedError({ code: "vault-absent" });
  await openLocalVault(services);
  const prompt = l10n.t("Opens the local vault from now on, here and in the terminal");
  await vault.changePassphrase(await askNewPassphrase(services.ask, { title: title(), prompt }));
  services.changes.tell({ kind: "local-vault" });
  const also = l10n.t("Change Vault Key Too");
  const text = l10n.t("The passphrase is changed. If somebody may know the old one, change the vault key as well.");
  const pressed = await services.ask.toast({ level: "info", text, buttons: [also] });
  if (pressed === also) await changeVaultKey(services);
}

async function changeVaultKey(services: Services): Promise<void> {
  await window.withProgress({ location: ProgressLocation.Window, title: title() }, async () =>
    services.localVault().rotateDataKey(),
  );
  services.changes.tell({ kind: "local-vault" });
  const text = l10n.t("Everything is sealed with a new vault key. Other windows open it again by themselves.");
  await services.ask.toast({ level: "info", text });
}
