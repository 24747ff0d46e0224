import type { Disposable } from "vscode";
import { Disposables } from "../disposables.ts";
import { registerCommand } from "../register-command.ts";
import type { Services } from "../services.ts";
import { createLocalVault } from "./create-local-vault.ts";
import { openLocalVault } from "./open-local-vault.ts";

/** The commands *Create Local Vault*, *Unlock Local Vault…* and *Lock Local Vault*. */
export function localVaultCommands(services: Services): Disposable {
  const owned = new Disposables();
  owned.add(registerCommand(services, "lockers.createLocalVault", async () => createLocalVault(services)));
  owned.add(registerCommand(services, "lockers.unlockLocalVault", async () => openLocalVault(services)));
  owned.add(
    registerCommand(services, "lockers.lockLocalVault", async () => {
      await services.ownSlot().waitForPerson();
      await services.localVault().lock();
      services.changes.tell({ kind: "local-vault" });
    }),
  );
  return owned;
}
