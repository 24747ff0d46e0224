import { l10n } from "vscode";
import { parseRecoveryKey } from "../../core/crypto/recovery-key.ts";
import { ExpectedError, problemCode } from "../../core/errors.ts";
import type { Opening } from "../../core/local-vault/local-vault.ts";
import { Secret } from "../../core/secrets/secret.ts";
import { describe } from "../messages.ts";
import type { Services } from "../services.ts";
import { createLocalVault } from "./create-local-vault.ts";
import { keepOwnSlot } from "./keep-own-slot.ts";

const TRIES_BEFORE_HINT = 3;

/**
 * Sees to it that the local vault is open: makes it where there is none, asks for the passphrase or the recovery key
 * where it is locked. Throws `cancelled` where the person left.
 */
export async function openLocalVault(services: Services): Promise<void> {
  const state = await services.localVault().state();
  if (state === "absent") await createLocalVault(services);
  if (state === "locked") await unlock(services);
}

/** Asks until it is open. A wrong passphrase is told in the field. */
async function unlock(services: Services): Promise<void> {
  const lost = await services.ownSlot().lost();
  let wrong = 0;
  const typed = await services.ask.input({
    title: l10n.t("Unlock Local Vault"),
    placeholder: l10n.t("Passphrase or recovery key"),
    prompt: lost ? describe({ code: "key-lost" }).text : l10n.t("Of the local vault on this computer"),
    masked: true,
    accept: async (text) => {
      const fault = await tryToOpen(services, text);
      if (fault === undefined) return undefined;
      wrong += 1;
      return wrong >= TRIES_BEFORE_HINT ? `${fault} ${l10n.t("Caps Lock?")}` : fault;
    },
  });
  if (typed === undefined) throw new ExpectedError({ code: "cancelled" });
  await keepOwnSlot(services);
  services.changes.tell({ kind: "local-vault" });
}

async function tryToOpen(services: Services, typed: string): Promise<string | undefined> {
  try {
    await services.localVault().unlock(openingOf(Secret.of(typed)));
    return undefined;
  } catch (error) {
    if (problemCode(error) !== "wrong-passphrase") throw error;
    return describe({ code: "wrong-passphrase" }).text;
  }
}

/** What looks like a recovery key, check characters and all, is one. */
export function openingOf(typed: Secret): Opening {
  return parseRecoveryKey(typed) === undefined
    ? { kind: "passphrase", passphrase: typed }
    : { kind: "recovery-key", key: typed };
}
