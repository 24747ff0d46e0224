import { problemCode } from "../../core/errors.ts";
import type { LocalVault, LocalVaultKeeper } from "../../core/local-vault/local-vault.ts";
import type { Records } from "../../core/ports.ts";
import type { OwnSlot } from "./own-slot.ts";

/** Runs what needs the open vault, after VS Code's own key was tried. */
type Opened = <Result>(use: () => Promise<Result>) => Promise<Result>;

/**
 * The local vault, opened with VS Code's own key before it is first used; once only, until the person opens it again. It
 * is tried once more where an open vault turns out to be locked: another program has given it a new data key.
 */
export function selfOpening(vault: LocalVaultKeeper, slot: OwnSlot): LocalVaultKeeper {
  let tried: Promise<void> | undefined;
  let wasOpen = false;
  const ready = async (): Promise<void> => {
    tried ??= openIfLocked(vault, slot);
    await tried;
  };
  const opened: Opened = async (use) => {
    await ready();
    try {
      const result = await use();
      wasOpen = true;
      return result;
    } catch (error) {
      if (problemCode(error) !== "locked" || !wasOpen) throw error;
      wasOpen = false;
      tried = undefined;
      await ready();
      return use();
    }
  };
  return {
    file: vault.file,
    state: async () => {
      await ready();
      return vault.state();
    },
    create: async (opening) => vault.create(opening),
    unlock: async (opening) => vault.unlock(opening),
    lock: async () => {
      wasOpen = false;
      await vault.lock();
    },
    addSlot: async () => vault.addSlot(),
    vaultId: async () => vault.vaultId(),
    request: (request) => opened(async () => vault.request(request)),
    ownerToken: () => opened(async () => vault.ownerToken()),
    records: selfOpeningRecords(vault.records, opened),
    recordAudit: (event) => opened(async () => vault.recordAudit(event)),
    auditEvents: (limit) => opened(async () => vault.auditEvents(limit)),
    ...keeping(vault, opened),
    close: async () => vault.close(),
  };
}

function keeping(vault: LocalVaultKeeper, opened: Opened): Omit<LocalVaultKeeper, keyof LocalVault> {
  return {
    auditProblem: () => opened(async () => vault.auditProblem()),
    slotKinds: async () => vault.slotKinds(),
    changePassphrase: (passphrase) => opened(async () => vault.changePassphrase(passphrase)),
    addRecoveryKey: (proof) => opened(async () => vault.addRecoveryKey(proof)),
    dropOtherRecoveryKeys: (key) => opened(async () => vault.dropOtherRecoveryKeys(key)),
    rotateDataKey: () => opened(async () => vault.rotateDataKey()),
    backUp: (order) => opened(async () => vault.backUp(order)),
    compareBackup: (backup) => opened(async () => vault.compareBackup(backup)),
    restore: (order) => opened(async () => vault.restore(order)),
  };
}

function selfOpeningRecords(records: Records, opened: Opened): Records {
  return {
    read: (name) => opened(async () => records.read(name)),
    write: (name, note) => opened(async () => records.write(name, note)),
    remove: (name) => opened(async () => records.remove(name)),
    names: (prefix) => opened(async () => records.names(prefix)),
  };
}

async function openIfLocked(vault: LocalVaultKeeper, slot: OwnSlot): Promise<void> {
  if ((await vault.state()) === "locked") await slot.tryToOpen();
}
