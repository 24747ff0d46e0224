import { l10n } from "vscode";
import { ExpectedError, problemCode } from "../../core/errors.ts";
import { Secret } from "../../core/secrets/secret.ts";
import { describe } from "../messages.ts";
import type { Services } from "../services.ts";
import { openingOf } from "./open-local-vault.ts";
import { showRecoveryKey } from "./show-recovery-key.ts";

/**
 * *Show Recovery Key*: a recovery key is kept nowhere, so a new one is made and shown, after the passphrase was given; the
 * one before no longer opens the vault once that was copied or saved, which is said first. Throws `vault-absent`, `cancelled`.
 */
export async function newRecoveryKey(services: Services): Promise<void> {
  const vault = services.localVault();
  if ((await vault.state()) === "absent") throw new ExpectedError({ code: "vault-absent" });
  if ((await vault.slotKinds()).includes("recovery-key")) await confirm(services);
  const key = await make(services);
  services.changes.tell({ kind: "local-vault" });
  // The one before opens the vault until this one was copied or saved: a tab that is closed too early costs nothing.
  await showRecoveryKey(services, key, async () => vault.dropOtherRecoveryKeys(key));
}

async function confirm({ ask }: Services): Promise<void> {
  const verb = l10n.t("Make New Key");
  const text = l10n.t("Make a new recovery key?");
  const detail = l10n.t(
    "A recovery key is kept nowhere, so it cannot be shown again. The new one takes its place: once you copied or saved it, the old one no longer opens the vault.",
  );
  if ((await ask.modal({ text, detail, verbs: [verb] })) !== verb) throw new ExpectedError({ code: "cancelled" });
}

/** Asks until the passphrase or the recovery key of before is right, which also opens a locked vault. */
async function make(services: Services): Promise<Secret> {
  const vault = services.localVault();
  let key: Secret | undefined;
  await services.ask.input({
    title: l10n.t("Show Recovery Key"),
    placeholder: l10n.t("Passphrase or recovery key"),
    prompt: l10n.t("Of the local vault on this computer"),
    masked: true,
    accept: async (text) => {
      const proof = openingOf(Secret.of(text));
      try {
        if ((await vault.state()) === "locked") await vault.unlock(proof);
        key = await vault.addRecoveryKey(proof);
        return undefined;
      } catch (error) {
        if (problemCode(error) !== "wrong-passphrase") throw error;
        return describe({ code: "wrong-passphrase" }).text;
      }
    },
  });
  if (key === undefined) throw new ExpectedError({ code: "cancelled" });
  return key;
}
