import type { LocalVault } from "../../core/local-vault/local-vault.ts";
import type { Records } from "../../core/ports.ts";
import type { OwnSlot } from "./own-slot.ts";

/** The local vault, opened with VS Code's own key before it is first used; once only, until the person opens it again. */
export function selfOpening(vault: LocalVault, slot: OwnSlot): LocalVault {
  let tried: Promise<void> | undefined;
  const ready = async (): Promise<void> => {
    tried ??= openIfLocked(vault, slot);
    await tried;
  };
  return {
    file: vault.file,
    state: async () => {
      await ready();
      return vault.state();
    },
    create: async (opening) => vault.create(opening),
    unlock: async (opening) => vault.unlock(opening),
    lock: async () => vault.lock(),
    addSlot: async () => vault.addSlot(),
    vaultId: async () => vault.vaultId(),
    request: async (request) => {
      await ready();
      return vault.request(request);
    },
    ownerToken: async () => {
      await ready();
      return vault.ownerToken();
    },
    records: selfOpeningRecords(vault.records, ready),
    recordAudit: async (event) => {
      await ready();
      return vault.recordAudit(event);
    },
    auditEvents: async (limit) => {
      await ready();
      return vault.auditEvents(limit);
    },
    close: async () => vault.close(),
  };
}

function selfOpeningRecords(records: Records, ready: () => Promise<void>): Records {
  return {
    read: async (name) => {
      await ready();
      return records.read(name);
    },
    write: async (name, note) => {
      await ready();
      return records.write(name, note);
    },
    remove: async (name) => {
      await ready();
      return records.remove(name);
    },
    names: async (prefix) => {
      await ready();
      return records.names(prefix);
    },
  };
}

async function openIfLocked(vault: LocalVault, slot: OwnSlot): Promise<void> {
  if ((await vault.state()) === "locked") await slot.tryToOpen();
}
