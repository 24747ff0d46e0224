import type { Disposable } from "vscode";
import { Disposables } from "../disposables.ts";
import { registerCommand } from "../register-command.ts";
import type { Services } from "../services.ts";
import { backUpVault } from "./back-up-vault.ts";
import { changePassphrase } from "./change-passphrase.ts";
import { createLocalVault } from "./create-local-vault.ts";
import { newRecoveryKey } from "./new-recovery-key.ts";
import { openLocalVault } from "./open-local-vault.ts";
import { reportOpenDirectory } from "./report-open-directory.ts";
import { restoreVault } from "./restore-vault.ts";
import { showAccessLog } from "./show-access-log.ts";

/** The commands for the local vault as a whole. */
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
  owned.add(registerCommand(services, "lockers.backUpVault", async () => backUpVault(services)));
  owned.add(registerCommand(services, "lockers.restoreVault", async () => restoreVault(services)));
  owned.add(registerCommand(services, "lockers.changePassphrase", async () => changePassphrase(services)));
  owned.add(registerCommand(services, "lockers.showRecoveryKey", async () => newRecoveryKey(services)));
  owned.add(registerCommand(services, "lockers.showAccessLog", async () => showAccessLog(services)));
  owned.add(reportOpenDirectory(services));
  return owned;
}
