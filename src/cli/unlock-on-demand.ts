import { ExpectedError, problemCode } from "../core/errors.ts";
import type { LocalVaultKeeper } from "../core/local-vault/local-vault.ts";
import type { Records } from "../core/ports.ts";
import type { Secret } from "../core/secrets/secret.ts";
import type { Passphrases } from "./passphrase.ts";

const TRIES = 3;

/** The local vault of one command. */
export interface DemandedVault extends LocalVaultKeeper {
  /** Opens it where that needs nobody: it is open, or its passphrase is given. False where it stays shut. Never creates. */
  openQuietly(): Promise<boolean>;
  /** Opens it where there is one, asking if need be. Throws `locked` where nobody can be asked. Never creates. */
  openIfThere(): Promise<void>;
}

/**
 * The local vault, opened when it is first needed, by the passphrase that is given or asked for. Where there is no vault
 * a given passphrase makes one; a person is asked for a new one only where the command stores something (`mayCreate`).
 * Notes of a vault that is not there are not there either.
 */
export function unlockOnDemand(vault: LocalVaultKeeper, passphrases: Passphrases, mayCreate: boolean): DemandedVault {
  let opening: Promise<void> | undefined;
  const opened = (): Promise<void> => (opening ??= open(vault, passphrases, mayCreate));
  const after = async <Result>(use: () => Promise<Result>): Promise<Result> => {
    await opened();
    return use();
  };
  return {
    ...vault,
    async openQuietly() {
      const state = await vault.state();
      if (state !== "locked") return state === "open";
      if ((await passphrases.given()) === undefined) return false;
      await opened();
      return true;
    },
    async openIfThere() {
      if ((await vault.state()) === "locked") await opened();
    },
    addSlot: () => after(() => vault.addSlot()),
    request: (request) => after(() => vault.request(request)),
    ownerToken: () => after(() => vault.ownerToken()),
    records: recordsAfter(vault, after, mayCreate),
    recordAudit: (event) => after(() => vault.recordAudit(event)),
    auditEvents: (limit) => after(() => vault.auditEvents(limit)),
    auditProblem: () => after(() => vault.auditProblem()),
    changePassphrase: (passphrase) => after(() => vault.changePassphrase(passphrase)),
    addRecoveryKey: (proof) => after(() => vault.addRecoveryKey(proof)),
    dropOtherRecoveryKeys: (key) => after(() => vault.dropOtherRecoveryKeys(key)),
    rotateDataKey: () => after(() => vault.rotateDataKey()),
    backUp: (order) => after(() => vault.backUp(order)),
    compareBackup: async (backup) => {
      if ((await vault.state()) === "locked") await opened();
      return vault.compareBackup(backup);
    },
    restore: (order) => after(() => vault.restore(order)),
  };
}

type After = <Result>(use: () => Promise<Result>) => Promise<Result>;

function recordsAfter(vault: LocalVaultKeeper, after: After, mayCreate: boolean): Records {
  const { records } = vault;
  const unlessAbsent = async <Result>(none: Result, use: () => Promise<Result>): Promise<Result> =>
    !mayCreate && (await vault.state()) === "absent" ? none : after(use);
  return {
    read: (name) => unlessAbsent<unknown>(undefined, () => records.read(name)),
    names: (prefix) => unlessAbsent<readonly string[]>([], () => records.names(prefix)),
    write: (name, note) => after(() => records.write(name, note)),
    remove: (name) => unlessAbsent(undefined, () => records.remove(name)),
  };
}

async function open(vault: LocalVaultKeeper, passphrases: Passphrases, mayCreate: boolean): Promise<void> {
  const state = await vault.state();
  if (state === "open") return;
  const given = await passphrases.given();
  if (state === "locked") return unlock(vault, passphrases, given);
  if (given === undefined && !(mayCreate && passphrases.canAsk)) throw new ExpectedError({ code: "vault-absent" });
  await create(vault, given ?? (await passphrases.askNew()));
}

async function create(vault: LocalVaultKeeper, passphrase: Secret): Promise<void> {
  try {
    await vault.create({ kind: "passphrase", passphrase });
  } catch (error) {
    if (problemCode(error) !== "vault-exists") throw error;
    await vault.unlock({ kind: "passphrase", passphrase }); // another process was faster
  }
}

async function unlock(vault: LocalVaultKeeper, passphrases: Passphrases, given: Secret | undefined): Promise<void> {
  if (given !== undefined) return vault.unlock({ kind: "passphrase", passphrase: given });
  if (!passphrases.canAsk) throw new ExpectedError({ code: "locked" });
  for (let left = TRIES - 1; ; left -= 1) {
    try {
      await vault.unlock({ kind: "passphrase", passphrase: await passphrases.ask() });
      return;
    } catch (error) {
      if (problemCode(error) !== "wrong-passphrase" || left === 0) throw error;
    }
  }
}
