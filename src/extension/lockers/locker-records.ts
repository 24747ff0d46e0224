import type { LocalVault } from "../../core/local-vault/local-vault.ts";
import type { Records } from "../../core/ports.ts";

/** The notes about lockers, and their tokens: names that begin with one of these. */
const KEPT = ["lockers/", "locker-tokens/", "parent-tokens/"];

async function carryOver(from: Records, to: Records): Promise<void> {
  const names = (await Promise.all(KEPT.map(async (prefix) => from.names(prefix)))).flat();
  for (const name of names) {
    const note = await from.read(name);
    if (note !== undefined) await to.write(name, note);
    await from.remove(name);
  }
}

/**
 * Where the ledger of lockers is kept: in the local vault while it is there and open, else in SecretStorage. What
 * SecretStorage took meanwhile goes into the vault as soon as that is open.
 */
export function lockerRecords(vault: () => Pick<LocalVault, "state" | "records">, meanwhile: Records): Records {
  async function keeper(): Promise<Records> {
    const local = vault();
    if ((await local.state()) !== "open") return meanwhile;
    await carryOver(meanwhile, local.records);
    return local.records;
  }
  return {
    read: async (name) => (await keeper()).read(name),
    write: async (name, note) => (await keeper()).write(name, note),
    remove: async (name) => (await keeper()).remove(name),
    names: async (prefix) => (await keeper()).names(prefix),
  };
}
