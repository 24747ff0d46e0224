import type { LocalVaultKeeper } from "../../core/local-vault/local-vault.ts";
import { Secret } from "../../core/secrets/secret.ts";
import { vaultKeeper } from "./vault-keeper.ts";
import { vaultHolder, type LocalVaultParts } from "./vault-holder.ts";

/** The local vault in this process and on this thread: unlocking blocks for about 0.3 s. Touches no file before it is asked something. */
export function openLocalVault(parts: LocalVaultParts): LocalVaultKeeper {
  const holder = vaultHolder(parts);
  const { current } = holder;
  const keeper = vaultKeeper(holder);
  return {
    file: parts.file,
    state: async () => holder.state(),
    create: async (opening) => holder.create(opening),
    unlock: async (opening) => holder.unlock(opening),
    lock: async () => holder.close(),
    addSlot: async () => holder.addSlot(),
    vaultId: async () => holder.vaultId(),
    request: async (request) => holder.request(request),
    ownerToken: async () => Secret.of(current().ownerId),
    records: {
      read: async (name) => current().records.read(name),
      write: async (name, note) => current().records.write(name, note),
      remove: async (name) => current().records.remove(name),
      names: async (prefix) => current().records.names(prefix),
    },
    recordAudit: async (event) => current().recordAudit(event),
    auditEvents: async (limit) => current().auditEvents(limit),
    auditProblem: async () => current().auditProblem(),
    slotKinds: async () => keeper.slotKinds(),
    changePassphrase: async (passphrase) => keeper.changePassphrase(passphrase),
    addRecoveryKey: async (proof) => keeper.addRecoveryKey(proof),
    dropOtherRecoveryKeys: async (key) => keeper.dropOtherRecoveryKeys(key),
    rotateDataKey: async () => keeper.rotateDataKey(),
    backUp: async (order) => keeper.backUp(order),
    compareBackup: async (backup) => keeper.compareBackup(backup),
    restore: async (order) => keeper.restore(order),
    close: async () => holder.close(),
  };
}
